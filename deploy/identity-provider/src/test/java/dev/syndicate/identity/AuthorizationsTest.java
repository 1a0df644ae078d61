package dev.syndicate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class AuthorizationsTest {

    private static final RegisteredClient CLIENT = RegisteredClient.withId("console")
            .clientId("console")
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .build();

    /** Spring's own throws here: looking for a token goes through a map that the others write. */
    @Test
    void areLookedForWhileOthersSignIn() throws Exception {
        Authorizations authorizations = new Authorizations();
        try (ExecutorService people = Executors.newFixedThreadPool(4)) {
            List<Future<?>> signIns = new ArrayList<>();
            for (int person = 0; person < 4; person++) {
                signIns.add(people.submit(() -> signIn(authorizations)));
            }
            for (Future<?> signIn : signIns) {
                signIn.get();
            }
        }
    }

    private static void signIn(Authorizations authorizations) {
        for (int i = 0; i < 5_000; i++) {
            authorizations.save(OAuth2Authorization.withRegisteredClient(CLIENT)
                    .principalName("dana")
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .attribute("state", "state-" + i)
                    .build());
            assertThat(authorizations.findByToken("no such token", null)).isNull();
        }
    }
}
