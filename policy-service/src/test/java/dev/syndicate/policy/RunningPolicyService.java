package dev.syndicate.policy;

import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.postgres.UsesPostgres;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.UsesIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real PostgreSQL, asked over HTTP with signed tokens. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "syndicate.policy.evaluation.timeout=5s")
@UsesPostgres(role = "policy_service")
@UsesIdentity
public abstract class RunningPolicyService {

    protected static final TestIssuer PEOPLE = TestIssuer.shared();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    @Autowired
    protected TestDatabase database;

    @DynamicPropertySource
    static void room(DynamicPropertyRegistry registry) {
        TestDatabase.ROOM.forEach((name, value) -> registry.add(name, () -> value));
    }

    /** What the database holds, seen with full rights. */
    protected JdbcClient rows() {
        return JdbcClient.create(database.administrators());
    }

    protected Answer get(String path, String bearer, String... headers) {
        return send(request(path, bearer, headers).GET());
    }

    protected Answer post(String path, String bearer, String type, byte[] body, String... headers) {
        return send(request(path, bearer, headers).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    protected Answer publish(String yaml, String bearer, String... headers) {
        return post("/v1/policies", bearer, "application/yaml", yaml.getBytes(StandardCharsets.UTF_8), headers);
    }

    protected Answer activate(String version, String bearer, String... headers) {
        return post("/v1/policies/" + version + "/activate", bearer, "application/json", new byte[0], headers);
    }

    /** Published by pat, released by percy. */
    protected String released(String yaml) {
        String version =
                publish(yaml, PEOPLE.pat().bearer()).json().get("version").asString();
        activate(version, PEOPLE.percy().bearer());
        return version;
    }

    protected Answer evaluate(String request, String bearer, String... headers) {
        return post("/v1/evaluations", bearer, "application/json", request.getBytes(StandardCharsets.UTF_8), headers);
    }

    protected static String gateway() {
        return TestServices.shared().bearer("execution-gateway", "policy-service");
    }

    private HttpRequest.Builder request(String path, String bearer, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
        if (!bearer.isEmpty()) {
            request.header("Authorization", bearer);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer);
        } catch (IOException e) {
            throw new IllegalStateException("The service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer of the service. */
    protected record Answer(HttpResponse<byte[]> http) {

        public int status() {
            return http.statusCode();
        }

        public String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(http.body());
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /** The last part of the problem's type. */
        public String problem() {
            return json().get("type").asString().replace("https://syndicate.dev/problems/", "");
        }
    }
}
