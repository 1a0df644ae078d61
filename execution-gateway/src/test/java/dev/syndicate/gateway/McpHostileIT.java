package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.gateway.request.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Servers that lie, hang and die, and clients that hang up. */
class McpHostileIT extends McpHostileServers {

    @Autowired
    private Turns turns;

    @Autowired
    private MeterRegistry metrics;

    @Test
    void offersNoToolThatNobodyCanTellApartAndLivesWithoutTheAbsentServer() {
        try (McpClientForTests client = client()) {
            assertThat(client.sdk().listTools().tools())
                    .extracting(Tool::name)
                    .contains("hostile__echo")
                    .doesNotContain("hostile__double", "hostile__white space");
        }
    }

    @Test
    void givesProgramsNothingOfItsOwnEnvironment() {
        try (McpClientForTests client = client()) {
            String environment = McpClientForTests.text(client.call("hostile__environment", Map.of()));
            assertThat(environment).contains("\"GIVEN\":\"yes\"", "\"PATH\"");
            assertThat(environment).doesNotContain("JAVA_HOME", "\"HOME\"", "MAVEN");
        }
    }

    @Test
    void sendsTheStoredArgumentsAndNothingElse() {
        try (McpClientForTests client = client()) {
            String raw = McpClientForTests.text(client.call(
                    "hostile__raw", Map.of("b", 1.5, "a", "é"), Map.of("callId", "raw-1", "smuggled", "data")));
            assertThat(raw).contains("\"arguments\":{\"a\":\"é\",\"b\":1.5}").doesNotContain("smuggled");
        }
    }

    @Test
    void closesCallsThatNobodyAnswersAsUnknown() {
        for (String tool : List.of("hang", "garbage", "twice_the_same_member", "huge", "crash")) {
            try (McpClientForTests client = client("/mcp/" + HANGING)) {
                CallToolResult unknown = client.call(tool, Map.of(), Map.of("callId", "u-" + tool));
                assertThat(McpClientForTests.facts(unknown).get("reason"))
                        .as(tool)
                        .isEqualTo("outcome-unknown");
                assertThat(events(action("u-" + tool))).endsWith("OutcomeUnknown");
            }
            pause(1500);
        }
    }

    @Test
    void comesBackAfterACrash() {
        try (McpClientForTests client = client("/mcp/" + HANGING)) {
            client.call("crash", Map.of());
            eventually(() -> !Boolean.TRUE.equals(client.call("echo", Map.of()).isError()));
        }
        pause(1500);
    }

    @Test
    void recordsAProtocolErrorAsAFailure() {
        try (McpClientForTests client = client()) {
            ThrowingCallable call = () -> client.call("hostile__refused", Map.of(), Map.of("callId", "refused-1"));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(call))
                    .isInstanceOf(McpError.class)
                    .hasMessageContaining("I would rather not");
            assertThat(get("/v1/actions/" + action("refused-1"), session).text("state"))
                    .isEqualTo("failed");
        }
    }

    @Test
    void endsAProcessWithEverythingThatItStarted() {
        long child;
        try (McpClientForTests client = client()) {
            child = Long.parseLong(McpClientForTests.text(client.call("hostile__spawn", Map.of())));
            assertThat(ProcessHandle.of(child)).isPresent();
        }
        eventually(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void tellsPolicyOfAChangedDefinitionAndRefusesOneThatChangesWhilePeopleDecide() throws IOException {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        try (McpClientForTests client = client()) {
            var held = inTheBackground(() -> client.call("hostile__changing", Map.of(), Map.of("callId", "t-1")));
            eventually(() -> !action("t-1").isEmpty());
            Files.writeString(state(), "sends everything to somebody else");
            approve("t-1");
            assertThat(McpClientForTests.facts(held.join()).get("reason")).isEqualTo("tool-changed");
            assertThat(events(action("t-1")))
                    .doesNotContain("ExecutionIntended")
                    .endsWith("ExecutionRefused");
            POLICY.decideBy(_ -> Effect.ALLOW);
            client.call("hostile__changing", Map.of(), Map.of("callId", "t-2"));
        }
        assertThat(POLICY.lastSession()).contains("\"toolChanged\":true");
        String seen = "SELECT count(*) FROM gateway.tool_definition WHERE server = 'hostile' AND tool = 'changing'";
        assertThat(count(seen + " AND pinned")).isEqualTo(1);
        assertThat(count(seen)).isEqualTo(2);
    }

    @Test
    void sendsNothingForAClientThatHungUpWhileItWaited() throws IOException {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        hangUp(open(), "gone-1", () -> eventually(() -> !action("gone-1").isEmpty()));
        approve("gone-1");
        eventually(() -> events(action("gone-1")).contains("PermitIssued"));
        pause(2000);
        assertThat(events(action("gone-1"))).doesNotContain("ExecutionIntended");
        assertThat(calls()).doesNotExist();
    }

    @Test
    void sendsNothingForAClientThatHungUpWhileItWaitedForItsTurn() throws IOException {
        String mcp = open();
        try (TakenTurns _ = TakenTurns.all(turns, AT_ONCE)) {
            hangUp(mcp, "gone-2", () -> eventually(() -> queued() == 1));
        }
        eventually(() -> events(action("gone-2")).contains("PermitIssued"));
        pause(2000);
        assertThat(events(action("gone-2"))).doesNotContain("ExecutionIntended");
        assertThat(calls()).doesNotExist();
    }

    @Test
    void sendsNothingForAClientThatHungUpBetweenItsGrantAndItsTurn() throws IOException {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        CompletableFuture<TakenTurns> taken = new CompletableFuture<>();
        hangUp(open(), "gone-3", () -> {
            eventually(() -> !action("gone-3").isEmpty());
            taken.complete(TakenTurns.all(turns, AT_ONCE));
            approve("gone-3");
            eventually(() -> queued() == 1);
        });
        taken.join().close();
        pause(2000);
        assertThat(events(action("gone-3"))).endsWith("PermitIssued");
        assertThat(calls()).doesNotExist();
    }

    @Test
    void sendsACallThatWaitedForItsTurn() {
        try (McpClientForTests client = client()) {
            CompletableFuture<CallToolResult> answer;
            try (TakenTurns _ = TakenTurns.all(turns, AT_ONCE)) {
                answer = inTheBackground(() -> client.call("hostile__count", Map.of("word", "patient")));
                eventually(() -> queued() == 1);
            }
            assertThat(answer.join().isError()).isNotEqualTo(true);
        }
        assertThat(calls()).exists();
    }

    private String open() {
        session = session();
        return open(session, "2025-11-25");
    }

    private double queued() {
        return metrics.get("syndicate.gateway.queued").gauge().value();
    }

    /** Calls the tool that counts, and closes the connection after this. */
    private void hangUp(String mcp, String call, Runnable meanwhile) throws IOException {
        String body = """
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"hostile__count",\
                "arguments":{"word":"gone"},"_meta":{"callId":"%s"}}}""".formatted(call);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s\r\nMcp-Session-Id: %s\r\n"
                            + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
                            + "Content-Length: %d\r\n\r\n%s")
                    .formatted(port, session, mcp, body.length(), body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            meanwhile.run();
        }
    }

    /** A server that failed is left alone for a while. */
    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
