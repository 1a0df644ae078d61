package dev.syndicate.identity;

import java.net.URI;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The applications that may ask for tokens. */
@Configuration(proxyBeanMethods = false)
class Clients {

    static final String CONSOLE = "syndicate-console";
    static final String CLI = "syndicate-cli";

    /** A token of this client names no person: the gateway must refuse to open a session with it. */
    static final String CI_RUNNER = "ci-runner";

    /** A token of this client names no person either, but the services know who answers for it. */
    static final String CI_CHECKOUT = "ci-checkout";

    /** Its access tokens are for somebody else: every service must refuse them. */
    static final String OTHER_APPLICATION = "other-application";

    private static final Duration DEVICE_CODE_LIFETIME = Duration.ofMinutes(10);

    private final IdentitySettings settings;

    Clients(IdentitySettings settings) {
        this.settings = settings;
    }

    @Bean
    RegisteredClientRepository registeredClients() {
        return new InMemoryRegisteredClientRepository(
                console(), cli(), machine(CI_RUNNER), machine(CI_CHECKOUT), otherApplication());
    }

    private RegisteredClient console() {
        URI console = settings.consoleUrl();
        return client(CONSOLE)
                .clientSecret("{noop}" + settings.consoleSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(console.resolve("/login/oauth2/code/syndicate").toString())
                .postLogoutRedirectUri(console.toString())
                .postLogoutRedirectUri(console.resolve("/").toString())
                .build();
    }

    private RegisteredClient cli() {
        return loopbackClient(CLI)
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .build();
    }

    private RegisteredClient machine(String id) {
        return client(id)
                .clientSecret("{noop}" + id)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
    }

    private RegisteredClient otherApplication() {
        return loopbackClient(OTHER_APPLICATION).build();
    }

    /** A public client that listens on a loopback port of its own choice (RFC 8252, section 7.3). */
    private RegisteredClient.Builder loopbackClient(String id) {
        return client(id)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://127.0.0.1/callback");
    }

    private RegisteredClient.Builder client(String id) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientName(id)
                .scope("openid")
                .scope("profile")
                .scope("syndicate")
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(settings.accessTokenLifetime())
                        .deviceCodeTimeToLive(DEVICE_CODE_LIFETIME)
                        .build());
    }
}
