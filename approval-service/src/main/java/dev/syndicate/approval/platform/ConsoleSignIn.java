package dev.syndicate.approval.platform;

import dev.syndicate.platform.security.PrincipalMapping;
import dev.syndicate.platform.security.SecurityProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** The console as a client of the OpenID provider: code flow with PKCE. */
@Configuration(proxyBeanMethods = false)
class ConsoleSignIn {

    static final String REGISTRATION = "syndicate";

    /** Asks the provider for its metadata when somebody first signs in, so that the service starts without it. */
    @Bean
    ClientRegistrationRepository clientRegistrations(SecurityProperties security, ConsoleSettings console) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration(security.issuer(), console)));
    }

    /** The tokens of a sign-in end with its session. */
    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    /** The provider may stand still between its sign-in page and its tokens. */
    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> signInTokens(ConsoleSettings console) {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(ProviderCalls.tokens(console.signInTimeout()));
        return client;
    }

    /** The same of its keys. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(ConsoleSettings console) {
        return ProviderCalls.idTokens(console.signInTimeout());
    }

    /** The ID token says all that is asked for; the user-info endpoint is not called. */
    @Bean
    OAuth2UserService<OidcUserRequest, OidcUser> consoleUsers(PrincipalMapping mapping) {
        return request -> new ConsoleUser(mapping.person(request.getIdToken().getClaims()), request.getIdToken());
    }

    private static ClientRegistration registration(String issuer, ConsoleSettings console) {
        return ClientRegistrations.fromIssuerLocation(issuer)
                .registrationId(REGISTRATION)
                .clientId(console.clientId())
                .clientSecret(console.clientSecret())
                .scope("openid", "profile")
                .redirectUri(console.address("/login/oauth2/code/{registrationId}"))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }
}
