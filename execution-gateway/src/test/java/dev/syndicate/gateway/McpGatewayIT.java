package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.policy.Effect;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Real MCP servers as processes behind the gateway, and the SDK's client in front of it. */
@TestPropertySource(
        properties = {
            "syndicate.gateway.mcp.hold=15s",
            "syndicate.gateway.mcp.heartbeat=200ms",
            "syndicate.gateway.mcp.upstreams.everything.definitions-age=0s"
        })
class McpGatewayIT extends McpIT {

    @TempDir
    static Path folder;

    @Autowired
    CommandGateway commands;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry registry) {
        stdio(registry, "everything", "@modelcontextprotocol/server-everything/dist/index.js", "stdio");
        stdio(registry, "files", "@modelcontextprotocol/server-filesystem/dist/index.js", folder.toString());
    }

    static void stdio(DynamicPropertyRegistry registry, String name, String script, String argument) {
        String at = "syndicate.gateway.mcp.upstreams." + name;
        int slash = script.indexOf('/', script.indexOf('/') + 1);
        Path program = NodePackages.folder(script.substring(0, slash)).resolve(script.substring(slash + 1));
        registry.add(at + ".command", () -> NodePackages.node().toString());
        registry.add(at + ".args", () -> program + "," + argument);
    }

    @Test
    void listsWhatTheUpstreamsOfferUnderTheirNames() {
        try (McpClientForTests client = client()) {
            List<String> tools =
                    client.sdk().listTools().tools().stream().map(Tool::name).toList();
            assertThat(tools).contains("everything__echo", "files__write_file", "files__read_text_file");
            assertThat(client.sdk().listResources().resources())
                    .isNotEmpty()
                    .allSatisfy(resource -> assertThat(resource.uri()).startsWith("everything+"));
            assertThat(client.sdk().listPrompts().prompts())
                    .isNotEmpty()
                    .allSatisfy(prompt -> assertThat(prompt.name()).startsWith("everything__"));
        }
        try (McpClientForTests alone = client("/mcp/files")) {
            assertThat(alone.sdk().listTools().tools()).extracting(Tool::name).contains("write_file");
        }
    }

    @Test
    void runsWhatPolicyAllowsOnceAndRecordsWhatCameOfIt() throws IOException {
        POLICY.decideBy(_ -> Effect.ALLOW);
        Path file = folder.resolve("allowed.txt");
        try (McpClientForTests client = client()) {
            CallToolResult written = client.call(
                    "files__write_file", Map.of("path", file.toString(), "content", "grüße"), Map.of("callId", "c-1"));
            assertThat(written.isError()).isNotEqualTo(true);
            assertThat(Files.readString(file)).isEqualTo("grüße");
        }
        String action = action("c-1");
        assertThat(events(action)).endsWith("ExecutionIntended", "ExecutionGranted", "OutcomeReported");
        assertThat(proposal(action))
                .contains("\"enforcementTier\":\"A\"", "\"adapter\":\"mcp-gateway\"", "files/write_file");
    }

    @Test
    void runsNothingThatPolicyDenies() {
        Path file = folder.resolve("denied.txt");
        try (McpClientForTests client = client()) {
            CallToolResult denied = client.call("files__write_file", Map.of("path", file.toString(), "content", "x"));
            assertThat(denied.isError()).isTrue();
            assertThat(McpClientForTests.facts(denied).get("reason")).isEqualTo("denied");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void recordsThatAToolFailed() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        try (McpClientForTests client = client()) {
            CallToolResult failed =
                    client.call("files__read_text_file", Map.of("path", "/etc/passwd"), Map.of("callId", "c-2"));
            assertThat(failed.isError()).isTrue();
        }
        assertThat(get("/v1/actions/" + action("c-2"), session).text("state")).isEqualTo("failed");
    }

    @Test
    void reportsProgressWhileItWaitsAndRunsWhatPeopleApprove() {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        try (McpClientForTests client = client()) {
            CompletableFuture<CallToolResult> held = inTheBackground(() -> client.call(
                    "everything__echo", Map.of("message", "hello"), Map.of("callId", "c-3", "progressToken", "p")));
            eventually(() -> client.progress().size() > 1);
            assertThat(client.progress().getFirst().message()).contains("approval", "/approvals/");
            approve("c-3");
            assertThat(McpClientForTests.text(held.join())).contains("hello");
            assertThat(events(action("c-3"))).endsWith("OutcomeReported");
        }
    }

    @Test
    void namesTheApprovalWhenNobodyDecidesAndRunsTheSameCallOnceGranted() {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        try (McpClientForTests client = client()) {
            CallToolResult pending =
                    client.call("everything__echo", Map.of("message", "later"), Map.of("callId", "c-4"));
            assertThat(pending.isError()).isTrue();
            assertThat(McpClientForTests.text(pending)).contains("/approvals/", "exactly the same again");
            assertThat(McpClientForTests.facts(pending).get("reason")).isEqualTo("approval-required");
            approve("c-4");
            eventually(() -> events(action("c-4")).contains("PermitIssued"));
            assertThat(events(action("c-4"))).doesNotContain("ExecutionIntended");

            assertThat(McpClientForTests.text(client.call("everything__echo", Map.of("message", "later"))))
                    .contains("later");
            assertThat(events(action("c-4"))).endsWith("OutcomeReported");
            assertThat(client.call("everything__echo", Map.of("message", "later"))
                            .isError())
                    .isTrue();
        }
    }

    @Test
    void sendsWhatAReviewerMadeOfTheCallAndNothingElse() {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        try (McpClientForTests client = client()) {
            CompletableFuture<CallToolResult> held = inTheBackground(() -> client.call(
                    "everything__echo",
                    Map.of("message", "drop table"),
                    Map.of("callId", "c-6", "progressToken", "p")));
            eventually(() -> !action("c-6").isEmpty());
            String original = action("c-6");
            RequestApproval request = requestOf(original);
            AmendedAction amended = commands.sendAndWait(new DraftAmendment(
                    request.action(),
                    request.approval(),
                    new ActionId(UUID.randomUUID()),
                    "{\"message\":\"select one\"}",
                    null));
            APPROVALS.amend(request.approval(), database, amended);
            APPROVALS.grant(requestOf(amended.action().toString()).approval(), database);
            eventually(() -> events(amended.action().toString()).contains("PermitIssued"));

            CallToolResult first = held.join();
            String text = McpClientForTests.text(
                    Boolean.TRUE.equals(first.isError())
                            ? client.call("everything__echo", Map.of("message", "drop table"))
                            : first);
            assertThat(text).contains("select one").doesNotContain("drop table");
            assertThat(events(amended.action().toString())).endsWith("OutcomeReported");
            assertThat(events(original)).endsWith("ActionAmended");
        }
    }

    private RequestApproval requestOf(String action) {
        eventually(() -> APPROVALS.requests().values().stream()
                .anyMatch(request -> request.action().toString().equals(action)));
        return APPROVALS.requests().values().stream()
                .filter(request -> request.action().toString().equals(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sendsTheSameCallOnlyOnce() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        try (McpClientForTests client = client()) {
            client.call("everything__echo", Map.of("message", "once"), Map.of("callId", "c-5"));
            CallToolResult again = client.call("everything__echo", Map.of("message", "once"), Map.of("callId", "c-5"));
            assertThat(McpClientForTests.facts(again).get("reason")).isEqualTo("permit-consumed");
            CallToolResult drifted =
                    client.call("everything__echo", Map.of("message", "other"), Map.of("callId", "c-5"));
            assertThat(McpClientForTests.facts(drifted).get("reason")).isEqualTo("digest-mismatch");
        }
    }

    private String proposal(String action) {
        return JdbcClient.create(database.administrators())
                .sql("""
                        SELECT convert_from(payload, 'UTF8')
                        FROM eventstore.domain_event
                        WHERE aggregate_id = :action AND sequence_number = 0
                        """)
                .param("action", action)
                .query(String.class)
                .single();
    }
}
