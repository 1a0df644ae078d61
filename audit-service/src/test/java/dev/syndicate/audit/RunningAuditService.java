package dev.syndicate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.audit.SealEvent;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.TestToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service as a process would run it, on a database and a volume of the test's choice. */
public final class RunningAuditService implements AutoCloseable {

    private static final ObjectMapper JSON = EventFormat.mapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final ConfigurableApplicationContext context;

    private RunningAuditService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static RunningAuditService on(TestDatabase database, Path volume) {
        return on(database, volume, Map.of());
    }

    /** With settings of the test's choice. */
    public static RunningAuditService on(TestDatabase database, Path volume, Map<String, Object> chosen) {
        return on(database, volume, chosen, Clock.systemUTC());
    }

    /** With a clock of the test's choice. */
    static RunningAuditService on(TestDatabase database, Path volume, Map<String, Object> chosen, Clock clock) {
        Map<String, Object> settings = new HashMap<>(TestDatabase.ROOM);
        settings.putAll(chosen);
        return run(database, volume, settings, clock);
    }

    /** With the bounds that an installation's database has, for faults that they end. */
    static RunningAuditService bounded(TestDatabase database, Path volume) {
        return run(database, volume, Map.of(), Clock.systemUTC());
    }

    private static RunningAuditService run(
            TestDatabase database, Path volume, Map<String, Object> chosen, Clock clock) {
        Map<String, Object> settings = new HashMap<>(database.properties("audit_service"));
        settings.putAll(TestServices.shared().properties());
        settings.put("syndicate.audit.state-directory", volume.toString());
        settings.put("server.port", "0");
        settings.put("spring.main.register-shutdown-hook", "false");
        settings.put("spring.datasource.hikari.maximum-pool-size", "8");
        settings.putAll(chosen);
        String[] arguments = settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        RunningAuditService started =
                new RunningAuditService(new SpringApplicationBuilder(AuditServiceApplication.class)
                        .listeners(new OneEnvironmentAtATime())
                        .initializers(fresh -> clocked((GenericApplicationContext) fresh, clock))
                        .run(arguments));
        StoredEvents.await(() -> started.get("/actuator/health/readiness").status() == 200);
        return started;
    }

    private static void clocked(GenericApplicationContext fresh, Clock clock) {
        fresh.registerBean("clockOfTheTest", Clock.class, () -> clock, definition -> definition.setPrimary(true));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    public static NoteVerificationKey logKey() {
        try {
            return NoteVerificationKey.read(TestServices.shared().keys().trust().resolve("audit-log.vkey"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String path) {
        return send(request(path).GET(), ada());
    }

    Answer get(String path, String bearer) {
        return send(request(path).GET(), bearer);
    }

    Answer getWith(String path, String header, String value) {
        return send(request(path).header(header, value).GET(), ada());
    }

    Answer post(String path, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request, ada());
    }

    public Answer postJson(String path, String json, String bearer) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)),
                bearer);
    }

    /** Asks for the release of a finding, or confirms it. */
    Answer release(String digest, TestToken operator) {
        return postJson(
                "/v1/integrity/findings/" + digest + "/release", "{\"reason\":\"looked into\"}", operator.bearer());
    }

    /** Two operators adopt what is left; then this process writes. */
    void adopt() {
        String reason = "{\"reason\":\"lost\"}";
        requireStatus(
                202,
                postJson(
                        "/v1/integrity/adoptions",
                        reason,
                        TestIssuer.shared().olive().bearer()));
        requireStatus(
                200,
                postJson(
                        "/v1/integrity/adoptions",
                        reason,
                        TestIssuer.shared().otto().bearer()));
        StoredEvents.await(() ->
                get("/v1/integrity/adoptions").json().get("state").asText().equals("writing"));
    }

    /** Two operators release whatever stands. */
    void releaseAll() {
        for (JsonNode finding : get("/v1/integrity").json().get("findings")) {
            if (!finding.hasNonNull("release")) {
                String digest = finding.get("digest").asText();
                requireStatus(
                        202, releasedByTheWriter(digest, TestIssuer.shared().olive()));
                requireStatus(
                        200, releasedByTheWriter(digest, TestIssuer.shared().otto()));
            }
        }
    }

    /** After a failure it is for a moment no writer. */
    private Answer releasedByTheWriter(String digest, TestToken operator) {
        return Patience.ask(() -> release(digest, operator), answer -> answer.status() == 503);
    }

    /** The newest finding, once one is on record that stands; the latch has closed a moment before. */
    JsonNode found() {
        return Patience.ask(
                () -> get("/v1/integrity").json().at("/findings/0"),
                newest -> newest.isMissingNode() || newest.hasNonNull("release"));
    }

    /** The kinds of all findings that are on record. */
    List<String> codes() {
        return get("/v1/integrity").json().get("findings").findValuesAsText("code");
    }

    /** What a metric without further tags says now. */
    double metric(String name) {
        return get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no metric " + name));
    }

    public boolean isClear() {
        return get("/v1/integrity").json().get("clear").asBoolean();
    }

    private static void requireStatus(int expected, Answer answer) {
        if (answer.status() != expected) {
            throw new AssertionError(answer.status() + " instead of " + expected + ": " + answer.text());
        }
    }

    /** The result of a verification of the whole database. */
    public JsonNode verified() {
        return verified(() -> post("/v1/verifications"));
    }

    /** The result of the verification that is asked for, which is asked for again where it could not be carried out. */
    JsonNode verified(Supplier<Answer> question) {
        return Patience.ask(() -> ended(question.get()), result -> state(result).equals("failed"));
    }

    /** The result, for which whoever got 202 comes again. */
    private JsonNode ended(Answer answer) {
        if (answer.status() == 202) {
            String id = answer.json().get("id").asText();
            return Patience.ask(
                    () -> get("/v1/verifications/" + id).json(),
                    verification -> state(verification).equals("running"));
        }
        requireStatus(201, answer);
        return answer.json();
    }

    private static String state(JsonNode verification) {
        return verification.path("state").asText();
    }

    /** The answer to a gateway that asks again while there is no receipt in time, as it may. */
    Answer sealed(UUID event) {
        return Patience.ask(() -> seal(event), answer -> answer.status() == 503);
    }

    Answer seal(UUID event) {
        return seal(event, TestServices.shared().bearer("execution-gateway", "audit-service"));
    }

    Answer seal(UUID event, String bearer) {
        try {
            return send(
                    request("/internal/commands")
                            .header("Content-Type", "application/json")
                            .header("Syndicate-Command", SealEvent.class.getName())
                            .header("Syndicate-Message", UUID.randomUUID().toString())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(
                                    JSON.writeValueAsBytes(new SealEvent(new EventId(event))))),
                    bearer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String ada() {
        return TestIssuer.shared().ada().bearer();
    }

    private HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static Answer send(HttpRequest.Builder request, String bearer) {
        try {
            return new Answer(HTTP.send(
                    request.header("Authorization", bearer).build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("The service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the service said. */
    public record Answer(HttpResponse<byte[]> http) {

        public int status() {
            return http.statusCode();
        }

        byte[] bytes() {
            return http.body();
        }

        public String text() {
            return new String(http.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        Receipt receipt() {
            try {
                return JSON.readValue(http.body(), Receipt.class);
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        /** Empty where it is none. */
        String problem() {
            return json().path("type").asText().replace("https://syndicate.dev/problems/", "");
        }
    }
}
