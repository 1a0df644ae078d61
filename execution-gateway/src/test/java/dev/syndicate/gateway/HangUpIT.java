package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.id.ActionId;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Clients that hang up while people decide: whatever people say then, nothing is executed, because nobody is there to hear it.
 * QueuedHangUpIT has those that hang up before that, and McpHostileIT both for MCP.
 */
@TestPropertySource(properties = "syndicate.gateway.hooks.hold=40s")
class HangUpIT extends GatewayIT {

    @Autowired
    private CommandGateway commands;

    static Stream<String> hookPaths() {
        return Stream.concat(
                Stream.of("/v1/hooks/claude-code"),
                HookEvents.commandHosts().map(host -> "/v1/hooks/" + host + "/calls"));
    }

    @ParameterizedTest
    @MethodSource("hookPaths")
    void executesNothingForAHookThatHungUp(String path) throws IOException {
        String session = session();
        String host = path.split("/")[3];
        String command = "make " + call();
        hangUpWhilePeopleDecide(
                "POST " + path + " HTTP/1.1",
                session,
                HookEvents.command(host, HookEvents.call(), command),
                () -> eventually(() -> awaits(session)));
        grantAll(session);
        nothingIsExecuted(session);

        // What people granted is not lost: whoever asks for the same again gets it.
        Answer again = hook(path, session, HookEvents.command(host, HookEvents.call(), command));
        assertThat(HookEvents.decision(host, again)).isEqualTo("allow");
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void executesNothingForAShimThatWasKilled(String host) throws IOException {
        String session = session();
        hangUpWhilePeopleDecide(
                "POST /v1/hooks/" + host + "/calls HTTP/1.1\r\nSyndicate-Wait: 40",
                session,
                HookEvents.command(host, HookEvents.call(), "make"),
                () -> eventually(() -> awaits(session)));
        grantAll(session);
        nothingIsExecuted(session);
    }

    @Test
    void executesNothingForAClientOfTheApiThatHungUp() throws IOException {
        String session = session();
        Answer proposed = awaiting(session, command(call(), "make"));
        hangUpWhilePeopleDecide(
                "GET /v1/actions/" + proposed.text("action") + " HTTP/1.1\r\nPrefer: wait=40", session, "", () -> {});
        grantAll(session);
        nothingIsExecuted(session);
    }

    @Test
    void executesNothingForAHookThatHungUpWhileItWaitedForWhatAReviewerMadeOfIt() throws IOException {
        String session = session();
        Amendments amendments = new Amendments(commands, database);
        CompletableFuture<ActionId> amended = new CompletableFuture<>();
        hangUpWhilePeopleDecide(
                "POST /v1/hooks/claude-code HTTP/1.1",
                session,
                HookEvents.command("claude-code", HookEvents.call(), "rm -rf /"),
                () -> {
                    eventually(() -> awaits(session));
                    amended.complete(amendments.amend(action(session), "{\"command\":\"rm -rf build\"}"));
                    Amendments.requestOf(amended.join());
                });
        amendments.approve(amended.join());
        eventually(() -> events(amended.join().toString()).contains("PermitIssued"));
        pause(2000);
        assertThat(events(amended.join().toString())).endsWith("PermitIssued");
    }

    /** Sends a request, does this, and closes the connection. */
    private void hangUpWhilePeopleDecide(String start, String session, String body, Runnable meanwhile)
            throws IOException {
        try (RawClient client = new RawClient(port, session)) {
            client.send(start, body);
            meanwhile.run();
            pause(300);
        }
    }

    private boolean awaits(String session) {
        return count("SELECT count(*) FROM gateway.action WHERE session = '%s' AND state = 'awaiting-approval'"
                        .formatted(sessionId(session)))
                == 1;
    }

    private void grantAll(String session) {
        eventually(() -> APPROVALS.requests().values().stream()
                .anyMatch(request -> request.action().toString().equals(action(session))));
        APPROVALS.requests().values().stream()
                .filter(request -> request.action().toString().equals(action(session)))
                .forEach(request -> APPROVALS.grant(request.approval(), database));
        eventually(() -> events(action(session)).contains("PermitIssued"));
    }

    private String action(String session) {
        return JdbcClient.create(database.administrators())
                .sql("SELECT action::text FROM gateway.action WHERE session = :session")
                .param("session", sessionId(session))
                .query(String.class)
                .single();
    }

    private void nothingIsExecuted(String session) {
        // Long enough for a gateway that did not notice.
        pause(2000);
        assertThat(events(action(session))).endsWith("PermitIssued").doesNotContain("ExecutionIntended");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
