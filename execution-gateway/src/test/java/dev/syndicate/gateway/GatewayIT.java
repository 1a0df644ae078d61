package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.peers.ApprovalPeer;
import dev.syndicate.gateway.peers.AuditPeer;
import dev.syndicate.gateway.peers.PolicyPeer;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.postgres.UsesPostgres;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestToken;
import dev.syndicate.testing.security.UsesIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway as a process would be: real PostgreSQL, real tokens, peers over HTTP. */
@SpringBootTest(
        classes = ExecutionGatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "syndicate.gateway.actions.resend-after=500ms",
            "syndicate.gateway.due-work.every=200ms",
            "syndicate.gateway.seals.timeout=2s",
            "syndicate.gateway.hooks.hold=2s",
            "syndicate.gateway.hooks.defer-after=200ms",
            "syndicate.gateway.fleet.quiet-after=2s"
        })
@UsesPostgres(role = "execution_gateway")
@UsesIdentity
abstract class GatewayIT {

    static final PolicyPeer POLICY = new PolicyPeer();
    static final ApprovalPeer APPROVALS = new ApprovalPeer();
    static final AuditPeer AUDIT = new AuditPeer();
    static final TestIssuer ISSUER = TestIssuer.shared();

    /** For a machine that stands still now and then, also policy and approval-service have several seconds to answer. */
    static final Map<String, String> ROOM = room();

    /** Longer than a gateway waits for policy, and so for ever. */
    static final long FROZEN = 20_000;

    /** What is answered where the seal does not come in time, and for no other fault of it. */
    static final String LATE = "audit-service gave no receipt in time";

    /** How often this machine may be too slow for the same seal. */
    static final int ATTEMPTS = 5;

    /** Many requests at once take no threads of the machine that a test might count. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    @Autowired
    TestDatabase database;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry registry) {
        registry.add("syndicate.services.peers.policy-service.url", POLICY::url);
        registry.add("syndicate.services.peers.approval-service.url", APPROVALS::url);
        registry.add("syndicate.services.peers.audit-service.url", AUDIT::url);
        ROOM.forEach((name, value) -> registry.add(name, () -> value));
    }

    private static Map<String, String> room() {
        Map<String, String> room = new HashMap<>(TestDatabase.ROOM);
        room.put("syndicate.gateway.policy.timeout", "8s");
        room.put("syndicate.commands.timeout", "10s");
        return Map.copyOf(room);
    }

    @BeforeEach
    void everythingIsUp() {
        POLICY.decideAsUsual();
        POLICY.activate(PolicyPeer.version(1), database);
        APPROVALS.refuseWith("");
        APPROVALS.freeze(0);
        AUDIT.set(AuditPeer.Mode.SEALS);
        AUDIT.freeze(0);
        AUDIT.reads(database);
    }

    String session() {
        return session(ISSUER.dana());
    }

    /** The Authorization header of a new session. */
    String session(TestToken developer) {
        Answer opened = post("/v1/sessions", developer.bearer(), SESSION);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return "Bearer " + opened.text("credential");
    }

    static final String SESSION = """
            {"workspace":"acme/checkout","agent":{"vendor":"anthropic","product":"claude-code","version":"2.1.330",\
            "adapter":"rest"}}""";

    static String read(String call) {
        return """
                {"tool":{"rawName":"Read","canonicalName":"read"},"kind":"file-read","targets":["/src/App.java"],\
                "parameters":{"file_path":"/src/App.java"},"context":{"cwd":"/src"},\
                "call":{"id":"%s","source":"rest"}}""".formatted(call);
    }

    static String command(String call, String command) {
        return """
                {"tool":{"rawName":"Bash","canonicalName":"shell"},"kind":"command",\
                "parameters":{"command":"%s"},"context":{"cwd":"/src"},"call":{"id":"%s","source":"rest"}}""".formatted(command, call);
    }

    static String execution(String permit, String action) {
        return """
                {"permit":"%s","action":%s}""".formatted(permit, action);
    }

    static String call() {
        return "call-" + UUID.randomUUID();
    }

    /** An action of the session that awaits approval. */
    Answer awaiting(String session, String action) {
        Answer proposed = post("/v1/actions", session, action);
        assertThat(proposed.text("state")).isEqualTo("awaiting-approval");
        return proposed;
    }

    /** An action of the session that Riley has approved, with its permit. */
    Answer approved(String session, String action) {
        Answer proposed = awaiting(session, action);
        APPROVALS.grant(approvalOf(proposed), database);
        return waitFor(session, proposed.text("action"));
    }

    /**
     * Uses the action's permit. Where this machine was too slow for the two seconds of a seal the permit is spent, and a fresh
     * one is used, as a client would.
     */
    Answer inTime(String session, Answer authorised, Function<String, Answer> use) {
        Answer answer = use.apply(authorised.text("permit", "permit"));
        for (int i = 1; i < ATTEMPTS && answer.body().toString().contains(LATE); i++) {
            Answer fresh = post("/v1/actions/" + authorised.text("action") + "/permits", session, "");
            answer = use.apply(fresh.text("permit", "permit"));
        }
        return answer;
    }

    /** Leave to run the action. */
    Answer granted(String session, Answer authorised, String action) {
        Answer granted =
                inTime(session, authorised, permit -> post("/v1/executions", session, execution(permit, action)));
        assertThat(granted.status()).as(granted.body().toString()).isEqualTo(200);
        return granted;
    }

    /** What a hook is told; where this machine was too slow for the seal it asks again, as a model would. */
    Answer hook(String path, String session, String event, String... headers) {
        Answer answer = post(path, session, event, headers);
        for (int i = 1; i < ATTEMPTS && answer.body().toString().contains(LATE); i++) {
            answer = post(path, session, event, headers);
        }
        return answer;
    }

    /** Approves the action of this call, once people are asked about it. */
    void approveCall(String call) {
        approveAction(() -> actionOfCall(call));
    }

    /** Approves this action, once there is one and people are asked about it. */
    void approveAction(Supplier<String> action) {
        eventually(() -> APPROVALS.requests().values().stream()
                .anyMatch(request -> request.action().toString().equals(action.get())));
        APPROVALS.requests().values().stream()
                .filter(request -> request.action().toString().equals(action.get()))
                .forEach(request -> APPROVALS.grant(request.approval(), database));
    }

    /** The action of a call; empty while there is none. */
    String actionOfCall(String call) {
        return JdbcClient.create(database.administrators())
                .sql("SELECT action::text FROM gateway.call WHERE call_id = :call")
                .param("call", call)
                .query(String.class)
                .optional()
                .orElse("");
    }

    Answer waitFor(String session, String action) {
        return get("/v1/actions/" + action, session, "Prefer", "wait=60");
    }

    ApprovalId approvalOf(Answer proposed) {
        ApprovalId approval = ApprovalId.parse(proposed.text("approval", "approval"));
        eventually(() -> APPROVALS.requests().containsKey(approval));
        return approval;
    }

    Answer post(String path, String authorization, String body, String... headers) {
        return send(request(path, authorization, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    Answer get(String path, String authorization, String... headers) {
        return send(request(path, authorization, headers).GET().build());
    }

    Answer delete(String path, String authorization) {
        return send(request(path, authorization).DELETE().build());
    }

    HttpRequest.Builder request(String path, String authorization, String... headers) {
        return request(port, path, authorization, headers);
    }

    static HttpRequest.Builder request(int at, String path, String authorization, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .timeout(Duration.ofMinutes(2));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonObject body = response.body().length == 0 ? JsonObject.EMPTY : Json.parseObject(response.body());
            return new Answer(response.statusCode(), body, response.headers());
        } catch (IOException | InadmissibleJsonException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request whose answer is text and not JSON; it becomes the member {@code text}. */
    Answer postForText(String path, String authorization, String body) {
        try {
            HttpResponse<String> response = HTTP.send(
                    request(path, authorization)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonObject text = JsonObject.builder().put("text", response.body()).build();
            return new Answer(response.statusCode(), text, response.headers());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The session that this Authorization header is of. */
    UUID sessionId(String authorization) {
        String credential = authorization.substring("Bearer ".length());
        return JdbcClient.create(database.administrators())
                .sql("SELECT session FROM gateway.session WHERE credential = :digest")
                .param(
                        "digest",
                        Digest.of(credential.getBytes(StandardCharsets.US_ASCII))
                                .bytes())
                .query(UUID.class)
                .single();
    }

    /** The simple names of an action's events, in order. */
    List<String> events(String action) {
        return JdbcClient.create(database.administrators())
                .sql("""
                        SELECT substring(payload_type FROM '[^.]+$')
                        FROM eventstore.domain_event
                        WHERE aggregate_id = :action
                        ORDER BY sequence_number
                        """)
                .param("action", action)
                .query(String.class)
                .list();
    }

    long count(String sql) {
        return JdbcClient.create(database.administrators())
                .sql(sql)
                .query(Long.class)
                .single();
    }

    /** One consumed the permit, and was granted unless this machine was too slow for the seal; nobody else was. */
    static void assertOneGotThrough(List<Answer> answers) {
        assertThat(answers.stream()
                        .filter(answer ->
                                answer.status() == 200 || answer.problem().equals("seal-unavailable")))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.problem().equals("permit-consumed")))
                .hasSize(answers.size() - 1);
    }

    static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
