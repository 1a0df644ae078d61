package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.gateway.request.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Clients that hang up while they wait for their turn: nothing of what they asked for is done, and what they had to report is
 * on record all the same. McpHostileIT has the same for MCP. The setting is that of HangUpIT, whose gateway this is too.
 */
@TestPropertySource(properties = "syndicate.gateway.hooks.hold=40s")
class QueuedHangUpIT extends GatewayIT {

    /** How many requests a gateway works on at once, by default. */
    private static final int AT_ONCE = 32;

    private static final String CLAUDE = "/v1/hooks/claude-code";

    @Autowired
    private Turns turns;

    @Autowired
    private MeterRegistry metrics;

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HangUpIT#hookPaths")
    void proposesNothingForAHookThatHungUp(String path) throws IOException {
        String session = session();
        String host = path.split("/")[3];
        String event = HookEvents.read(host, HookEvents.call(), "/src/App.java");
        hangUpInTheQueue(session, "POST " + path + " HTTP/1.1", event);
        assertThat(actions(session)).isZero();
        assertThat(HookEvents.decision(host, hook(path, session, event))).isEqualTo("allow");
    }

    @Test
    void recordsWhatRanForAHookThatHungUp() throws IOException {
        String session = session();
        String call = HookEvents.call();
        assertThat(HookEvents.decision(
                        "claude-code", hook(CLAUDE, session, HookEvents.read("claude-code", call, "/src/App.java"))))
                .isEqualTo("allow");
        hangUpInTheQueue(
                session, "POST " + CLAUDE + " HTTP/1.1", HookEvents.readDone("claude-code", call, "/src/App.java"));
        assertThat(events(actionOfCall(call))).endsWith("OutcomeReported");
    }

    @Test
    void proposesNothingForAClientOfTheApiThatHungUpAndAnswersItsRetry() throws IOException {
        String session = session();
        String action = read(call());
        String key = UUID.randomUUID().toString();
        hangUpInTheQueue(session, keyed("/v1/actions", key), action);
        assertThat(actions(session)).isZero();
        Answer retried = post("/v1/actions", session, action, "Idempotency-Key", key);
        assertThat(retried.status()).isEqualTo(201);
        assertThat(isReplayed(retried)).isFalse();
        assertThat(actions(session)).isOne();
    }

    @Test
    void executesNothingForAClientOfTheApiThatHungUpAndOnceForItsRetries() throws IOException {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        String request = execution(proposed.text("permit", "permit"), action);
        String key = UUID.randomUUID().toString();
        hangUpInTheQueue(session, keyed("/v1/executions", key), request);
        assertThat(events(proposed.text("action"))).endsWith("PermitIssued");
        Answer retried = post("/v1/executions", session, request, "Idempotency-Key", key);
        assertThat(isReplayed(retried)).isFalse();
        hangUpInTheQueue(session, keyed("/v1/executions", key), request);
        Answer again = post("/v1/executions", session, request, "Idempotency-Key", key);
        assertThat(isReplayed(again)).isTrue();
        assertThat(again.body()).isEqualTo(retried.body());
        assertThat(events(proposed.text("action"))).containsOnlyOnce("ExecutionIntended");
    }

    @Test
    void recordsTheOutcomeOfAClientOfTheApiThatHungUp() throws IOException {
        String session = session();
        String action = read(call());
        Answer proposed = post("/v1/actions", session, action);
        Answer granted = granted(session, proposed, action);
        hangUpInTheQueue(
                session,
                "POST /v1/executions/" + granted.text("execution") + "/outcome HTTP/1.1",
                "{\"status\":\"succeeded\"}");
        assertThat(events(proposed.text("action"))).endsWith("OutcomeReported");
    }

    @Test
    void answersAHookThatWaitedForItsTurnAsOneThatDidNot() {
        String session = session();
        String event = HookEvents.read("claude-code", HookEvents.call(), "/src/App.java");
        CompletableFuture<Answer> answer;
        try (TakenTurns _ = TakenTurns.all(turns, AT_ONCE)) {
            answer = CompletableFuture.supplyAsync(
                    () -> hook(CLAUDE, session, event),
                    task -> Thread.ofVirtual().start(task));
            eventually(() -> queued() == 1);
        }
        assertThat(answer.join().headers().firstValue("Syndicate-Verdict")).contains("allow");
    }

    @Test
    void losesNothingThatAClientSendsWhileItWaitsForItsTurn() throws IOException {
        String session = session();
        try (RawClient client = new RawClient(port, session)) {
            try (TakenTurns _ = TakenTurns.all(turns, AT_ONCE)) {
                client.send("POST /v1/actions HTTP/1.1", read(call()));
                eventually(() -> queued() == 1);
                client.send("POST /v1/actions HTTP/1.1\r\nConnection: close", read(call()));
            }
            assertThat(client.answers().split("HTTP/1.1 201", -1)).hasSize(3);
        }
        assertThat(actions(session)).isEqualTo(2);
    }

    /** Sends a request that has to wait, hangs up, and lets it have its turn. */
    private void hangUpInTheQueue(String session, String start, String body) throws IOException {
        try (TakenTurns _ = TakenTurns.all(turns, AT_ONCE);
                RawClient client = new RawClient(port, session)) {
            client.send(start, body);
            eventually(() -> queued() == 1);
        }
        // They are given in the order in which they were asked for: once all can be had, that request is through.
        TakenTurns.all(turns, AT_ONCE).close();
    }

    private static String keyed(String path, String key) {
        return "POST " + path + " HTTP/1.1\r\nIdempotency-Key: " + key;
    }

    private static boolean isReplayed(Answer answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isPresent();
    }

    private long actions(String session) {
        return count("SELECT count(*) FROM gateway.action WHERE session = '%s'".formatted(sessionId(session)));
    }

    private double queued() {
        return metrics.get("syndicate.gateway.queued").gauge().value();
    }
}
