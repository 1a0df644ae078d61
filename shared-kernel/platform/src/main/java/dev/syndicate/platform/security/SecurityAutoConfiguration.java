package dev.syndicate.platform.security;

import dev.syndicate.platform.id.IdentifierAutoConfiguration;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.ProblemAutoConfiguration;
import dev.syndicate.platform.problem.ProblemWriter;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.client.RestClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The last filter chain of every service: bearer tokens, no session, and what no rule names is denied. A service adds
 * {@link AuthorizationRules}, and chains of its own with a higher precedence for other credentials.
 */
@AutoConfiguration(
        after = {IdentifierAutoConfiguration.class, ProblemAutoConfiguration.class, RestClientAutoConfiguration.class},
        before = {
            ServletWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({SecurityProperties.class, PeerProperties.class})
public class SecurityAutoConfiguration {

    @Bean
    PrincipalMapping principalMapping(SecurityProperties properties) {
        return new PrincipalMapping(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(SecurityProperties properties) {
        return PersonTokens.decoder(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceKeys serviceKeys(@Value("${spring.application.name}") String self, PeerProperties properties) {
        return ServiceKeys.read(
                self, properties.keys(), properties.trust(), properties.peers().keySet());
    }

    @Bean
    ServiceTokens serviceTokens(
            @Value("${spring.application.name}") String self, ServiceKeys keys, Clock clock, Identifiers identifiers) {
        return new ServiceTokens(self, keys, clock, identifiers);
    }

    @Bean
    @ConditionalOnMissingBean
    PeerClients peerClients(PeerProperties properties, ServiceTokens tokens, RestClient.Builder builder) {
        return new PeerClients(properties, tokens, builder);
    }

    @Bean
    ProblemEntryPoint problemEntryPoint(ProblemWriter writer) {
        return new ProblemEntryPoint(writer);
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArguments());
            }
        };
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain bearerTokenFilterChain(
            HttpSecurity http,
            JwtDecoder personTokens,
            PrincipalMapping mapping,
            ServiceTokens serviceTokens,
            ProblemEntryPoint problems,
            ObjectProvider<AuthorizationRules> rules) {
        BearerTokens tokens = new BearerTokens(personTokens, mapping, serviceTokens);
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(bearer -> bearer.authenticationManagerResolver(request -> tokens)
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems)
                        .withObjectPostProcessor(answeringWith(problems)))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(SecurityAutoConfiguration::harden)
                .authorizeHttpRequests(requests -> {
                    rules.orderedStream().forEach(rule -> rule.add(requests));
                    closeWith(requests);
                })
                .build();
    }

    /** Health and metrics hold neither identities nor parameters; who reaches them is the network's decision. */
    private static void closeWith(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers("/actuator/health", "/actuator/health/*", "/actuator/prometheus", "/actuator/info")
                .permitAll()
                .requestMatchers("/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml", "/error")
                .permitAll()
                .requestMatchers("/internal/commands")
                .hasRole(Role.SERVICE)
                .anyRequest()
                .denyAll();
    }

    private static void harden(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }

    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringWith(ProblemEntryPoint problems) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(problems);
                return filter;
            }
        };
    }
}
