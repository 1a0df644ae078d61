package dev.syndicate.approval.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceApplication;
import dev.syndicate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** When a session ends that lies in another replica than the one that the provider calls, and whose clock tests put forward. */
class SessionEndsIT extends BeforeKeycloak {

    private static final MovableClock CLOCK = new MovableClock();
    private static ConfigurableApplicationContext replica;

    @Autowired
    private TestDatabase database;

    @BeforeEach
    void startTheOther() throws IOException, InterruptedException {
        CLOCK.isRight();
        if (replica == null) {
            Map<String, Object> properties = new HashMap<>(database.properties("approval_service"));
            properties.putAll(properties(REPLICA));
            properties.put("syndicate.security.claims.groups", "groups,realm_access.roles");
            properties.put("syndicate.console.client-secret", "for-tests");
            StandardEnvironment environment = new StandardEnvironment();
            environment.getPropertySources().addFirst(new MapPropertySource("replica", properties));
            replica = new SpringApplicationBuilder(ApprovalServiceApplication.class)
                    .environment(environment)
                    .initializers(
                            context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> CLOCK))
                    .run();
        }
    }

    @AfterAll
    static void stopTheOther() {
        replica.close();
        replica = null;
    }

    @Test
    void whatTheProviderTellsOneReplicaEndsOnTheOtherWithItsOpenStream() throws Exception {
        HttpClient riley = signIn(REPLICA, "riley");
        HttpClient robin = signIn(REPLICA, "robin");
        CompletableFuture<Long> stream = follow(riley, REPLICA);
        CompletableFuture<Long> others = follow(robin, REPLICA);
        // It calls the one address that it knows for this.
        keycloak().endSessionsOf("riley");
        assertThat(stream.get(30, TimeUnit.SECONDS)).isNotNegative();
        assertThat(isSignedIn(riley)).isFalse();
        assertThat(isSignedIn(robin)).isTrue();
        assertThat(others).isNotDone();
    }

    @Test
    void endsWhereNobodyAsksForAnythingThoughAPageStaysOpen() throws Exception {
        HttpClient riley = signIn(REPLICA, "riley");
        CompletableFuture<Long> stream = follow(riley, REPLICA);
        CLOCK.advance(Duration.ofMinutes(29));
        assertThat(status(riley, true)).isEqualTo(200);
        assertThat(stream).isNotDone();
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(stream.get(30, TimeUnit.SECONDS)).isNotNegative();
        assertThat(isSignedIn(riley)).isFalse();
    }

    @Test
    void aStreamEndsWhereSomebodySignsInAnewInItsSession() throws Exception {
        HttpClient riley = signIn(REPLICA, "riley");
        CompletableFuture<Long> stream = follow(riley, REPLICA);
        // The provider knows her still, and asks nothing.
        assertThat(get(riley, REPLICA + "/oauth2/authorization/syndicate").body())
                .contains("Riley Chen");
        assertThat(stream.get(30, TimeUnit.SECONDS)).isNotNegative();
        assertThat(isSignedIn(riley)).isTrue();
    }

    @Test
    void endsAfterItsLifetimeHoweverMuchItIsUsed() throws Exception {
        HttpClient riley = signIn(REPLICA, "riley");
        CompletableFuture<Long> stream = follow(riley, REPLICA);
        for (int asked = 0; asked < 2; asked++) {
            CLOCK.advance(Duration.ofMinutes(29));
            assertThat(isSignedIn(riley)).isTrue();
        }
        assertThat(stream).isNotDone();
        CLOCK.advance(Duration.ofMinutes(3));
        assertThat(isSignedIn(riley)).isFalse();
        assertThat(stream.get(30, TimeUnit.SECONDS)).isNotNegative();
    }

    /** Whether it is known here who asks; the provider is not asked, which would sign them in anew. */
    private static boolean isSignedIn(HttpClient browser) throws IOException, InterruptedException {
        return status(browser, false) == 200;
    }

    private static int status(HttpClient browser, boolean unasked) throws IOException, InterruptedException {
        try (HttpClient strict = HttpClient.newBuilder()
                .cookieHandler(browser.cookieHandler().orElseThrow())
                .build()) {
            return strict.send(
                            unasked
                                    ? request(REPLICA + "/")
                                            .header(SessionEndFilter.UNASKED, "1")
                                            .build()
                                    : request(REPLICA + "/").build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
