package dev.syndicate.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.platform.fixture.PlatformApplication;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service that cannot work says so, keeps living, and works again by itself. */
class HonestReadinessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void isReadyOnlyWhileTheDatabaseAnswers() throws Exception {
        TestDatabase database = PostgresForTests.freshDatabase();
        try (ConfigurableApplicationContext service = start(database)) {
            int port = ((ServletWebServerApplicationContext) service)
                    .getWebServer()
                    .getPort();
            awaitReadiness(port, 200);

            allowConnections(database, false);
            awaitReadiness(port, 503);
            assertThat(status(port, "liveness")).isEqualTo(200);

            allowConnections(database, true);
            awaitReadiness(port, 200);
        }
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        Map<String, Object> properties = new HashMap<>(database.properties("policy_service"));
        properties.putAll(TestServices.shared().properties());
        properties.putAll(Map.of(
                "spring.application.name", "policy-service",
                "server.port", "0"));
        return new SpringApplicationBuilder(PlatformApplication.class)
                .run(properties.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    private static void allowConnections(TestDatabase database, boolean allow) {
        JdbcClient administrator = JdbcClient.create(database.administrators());
        administrator
                .sql("ALTER ROLE policy_service " + (allow ? "LOGIN" : "NOLOGIN"))
                .update();
        if (!allow) {
            administrator.sql("""
                            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE usename = 'policy_service' AND datname = current_database()
                            """).query(Long.class).single();
        }
    }

    private static void awaitReadiness(int port, int expected) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        int last = 0;
        while (Instant.now().isBefore(end)) {
            last = status(port, "readiness");
            if (last == expected) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("readiness stayed at " + last + " instead of " + expected);
    }

    private static int status(int port, String probe) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/" + probe))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
