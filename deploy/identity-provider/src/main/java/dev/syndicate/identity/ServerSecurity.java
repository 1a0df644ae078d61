package dev.syndicate.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Two chains: the protocol's own endpoints, and the pages that a person sees. */
@Configuration(proxyBeanMethods = false)
class ServerSecurity {

    private static final String CONTENT_SECURITY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain protocolSecurity(HttpSecurity http, RegisteredClientRepository clients, PersonClaims claims) {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(oidc -> oidc.userInfoEndpoint(
                                    info -> info.userInfoMapper(context -> userInfo(context, claims))))
                            .clientAuthentication(client -> client.authenticationConverter(PublicDevice::claimed)
                                    .authenticationProvider(new PublicDevice(clients)))
                            .deviceAuthorizationEndpoint(device -> device.verificationUri("/activate"))
                            .deviceVerificationEndpoint(device -> device.consentPage("/activate/confirm")
                                    .deviceVerificationResponseHandler((request, response, authentication) ->
                                            response.sendRedirect("/activate/done"))
                                    .errorResponseHandler((request, response, failure) ->
                                            response.sendRedirect("/activate?refused")));
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()))
                .build();
    }

    /**
     * Browsers ask for an icon by themselves. Led to the sign-in page like everything else, that would begin another session
     * there, in the place of the one in which somebody has just signed in.
     */
    @Bean
    @Order(2)
    SecurityFilterChain pageSecurity(HttpSecurity http, BackChannel backChannel) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/", "/login", "/identity.css", "/favicon.ico", "/actuator/health/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login"))
                .logout(logout -> logout.addLogoutHandler(backChannel))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY)))
                .build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(IdentitySettings settings) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(settings.state())));
    }

    @Bean
    AuthorizationServerSettings serverSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .build();
    }

    private static OidcUserInfo userInfo(OidcUserInfoAuthenticationContext context, PersonClaims claims) {
        String subject = context.getAuthorization().getPrincipalName();
        Map<String, Object> all = new LinkedHashMap<>(Map.of("sub", subject));
        all.putAll(claims.of(subject));
        return new OidcUserInfo(all);
    }
}
