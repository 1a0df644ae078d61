package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.policy.Effect;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Servers that lie, hang and die, clients that hang up, and requests that nobody should send. */
@TestPropertySource(
        properties = {
            "syndicate.gateway.mcp.hold=60s",
            "syndicate.gateway.mcp.heartbeat=200ms",
            "syndicate.gateway.mcp.upstreams.hanging.call-timeout=8s",
            "syndicate.gateway.mcp.upstreams.hanging.max-message=1MB",
            "syndicate.gateway.mcp.upstreams.hostile.definitions-age=0s",
            "syndicate.gateway.mcp.upstreams.hostile.env.GIVEN=yes"
        })
class McpHostileIT extends GatewayIT {

    private static final String HANGING = "hanging";

    private static final String HELLO = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}""";

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void upstreams(DynamicPropertyRegistry registry) {
        hostile(registry, "hostile");
        // The same program, for calls that nobody answers: they are not waited for as long.
        hostile(registry, HANGING);
        registry.add("syndicate.gateway.mcp.upstreams.absent.url", () -> "http://127.0.0.1:1/mcp");
    }

    private static void hostile(DynamicPropertyRegistry registry, String name) {
        String at = "syndicate.gateway.mcp.upstreams." + name;
        registry.add(at + ".command", () -> NodePackages.node().toString());
        registry.add(at + ".args", () -> {
            NodePackages.program("rpc.mjs");
            return NodePackages.program("hostile-server.mjs").toString();
        });
        registry.add(at + ".env.HOSTILE_STATE", () -> state().toString());
    }

    private static Path state() {
        return folder.resolve("state");
    }

    @BeforeEach
    void everythingIsAllowed() throws IOException {
        POLICY.decideBy(_ -> Effect.ALLOW);
        Files.writeString(state(), "does nothing");
    }

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
        session = session();
        String mcp = open(session, "2025-11-25");
        String body = """
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"hostile__count",\
                "arguments":{"word":"gone"},"_meta":{"callId":"gone-1"}}}""";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s\r\nMcp-Session-Id: %s\r\n"
                            + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
                            + "Content-Length: %d\r\n\r\n%s")
                    .formatted(port, session, mcp, body.length(), body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            eventually(() -> !action("gone-1").isEmpty());
        }
        approve("gone-1");
        eventually(() -> events(action("gone-1")).contains("PermitIssued"));
        pause(2000);
        assertThat(events(action("gone-1"))).doesNotContain("ExecutionIntended");
        assertThat(Path.of(state() + ".calls")).doesNotExist();
    }

    @Test
    void speaksTwoVersionsAndOffersTheNewestOtherwise() {
        session = session();
        for (Map.Entry<String, String> asked : Map.of(
                        "2025-11-25", "2025-11-25", "2025-06-18", "2025-06-18", "2024-11-05", "2025-11-25")
                .entrySet()) {
            Answer answer = post("/mcp", session, HELLO.formatted(asked.getKey()), "Accept", ACCEPT);
            assertThat(answer.text("result", "protocolVersion")).isEqualTo(asked.getValue());
        }
    }

    private static final String ACCEPT = "application/json, text/event-stream";

    @Test
    void refusesMessagesThatCanBeReadInTwoWays() {
        session = session();
        String mcp = open(session, "2025-11-25");
        for (String body : List.of(
                "{",
                "[]",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"hostile__echo\","
                        + "\"arguments\":{\"n\":12345678901234567890}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                        + "{\"a\":".repeat(70)
                        + "1"
                        + "}".repeat(71))) {
            Answer refused = post("/mcp", session, body, "Accept", ACCEPT, "Mcp-Session-Id", mcp);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.body().object("error").integer("code")).isNegative();
        }
    }

    /** A call of a tool, cut off, too large, too deep, mistyped and made to be read in two ways. */
    static Stream<String> badCalls() {
        String good = """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"hostile__count",\
                "arguments":{"word":"x"},"_meta":{"callId":"bad-1"}}}""";
        Stream<String> cut = IntStream.iterate(1, end -> end < good.length(), end -> end + 13)
                .mapToObj(end -> good.substring(0, end));
        return Stream.concat(
                cut,
                Stream.of(
                        good + good,
                        good.replace("\"x\"", "\"" + "x".repeat(10_000_000) + "\""),
                        good.replace("\"x\"", "[".repeat(5000) + "]".repeat(5000)),
                        good.replace("\"x\"", "1e999"),
                        good.replace("\"x\"", "\"\\ud800\""),
                        good.replace("{\"word\":\"x\"}", "[1]"),
                        good.replace("{\"word\":\"x\"}", "\"word\""),
                        good.replace("{\"word\":\"x\"}", "{\"$commitment\":{\"digest\":\"x\"}}"),
                        good.replace("\"hostile__count\"", "7"),
                        good.replace("\"hostile__count\"", "\"\""),
                        good.replace("\"hostile__count\"", "\"" + "y".repeat(5000) + "\""),
                        good.replace("\"hostile__count\"", "\"../hostile__count\\u0000\""),
                        good.replace("{\"name\"", "{\"name\":\"hostile__echo\",\"name\"")));
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void sendsNothingOfABadCall(String body) {
        session = session();
        String mcp = open(session, "2025-11-25");
        Answer refused = post("/mcp", session, body, "Accept", ACCEPT, "Mcp-Session-Id", mcp);
        boolean failed = refused.status() >= 400
                || refused.body().has("error")
                || refused.body().object("result").bool("isError");
        assertThat(failed).as(refused.body().toString()).isTrue();
        assertThat(Path.of(state() + ".calls")).doesNotExist();
        assertThat(count("SELECT count(*) FROM gateway.execution e WHERE e.session = '%s'"
                        .formatted(sessionId(session))))
                .isZero();
    }

    @Test
    void keepsSessionsToThoseWhoOpenedThem() {
        session = session();
        String mcp = open(session, "2025-11-25");
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        String[] known = {"Accept", ACCEPT, "Mcp-Session-Id", mcp};
        assertThat(post("/mcp", session, ping, known).status()).isEqualTo(200);
        assertThat(post("/mcp", session(), ping, known).status()).isEqualTo(404);
        assertThat(post("/mcp/hostile", session, ping, known).status()).isEqualTo(404);
        assertThat(post("/mcp", session, ping, "Accept", ACCEPT).status()).isEqualTo(400);
        assertThat(post("/mcp", session, ping, "Accept", ACCEPT, "Mcp-Session-Id", mcp, "MCP-Protocol-Version", "1")
                        .status())
                .isEqualTo(400);
        assertThat(delete("/mcp", session, "Mcp-Session-Id", mcp).status()).isEqualTo(204);
        assertThat(post("/mcp", session, ping, known).status()).isEqualTo(404);
    }

    @Test
    void opensASessionForADevelopersTokenAndTellsOthersWhereTokensAre() {
        Answer nobody = post("/mcp", "", HELLO.formatted("2025-11-25"), "Accept", ACCEPT);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("resource_metadata=\"http://127.0.0.1:8080/.well-known/oauth-protected-resource/mcp\"");
        Answer metadata = get("/.well-known/oauth-protected-resource/mcp", "");
        assertThat(metadata.text("resource")).isEqualTo("http://127.0.0.1:8080/mcp");
        assertThat(metadata.body().strings("authorization_servers")).isNotEmpty();
        assertThat(post("/mcp", "Bearer syns_" + "A".repeat(43), HELLO.formatted("2025-11-25"), "Accept", ACCEPT)
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""))
                .contains("invalid_token", "resource_metadata");

        String token = ISSUER.dana().bearer();
        Answer opened = post(
                "/mcp", token, HELLO.formatted("2025-11-25"), "Accept", ACCEPT, "Syndicate-Workspace", "acme/checkout");
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(200);
        String mcp = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        assertThat(post("/mcp", token, ping, "Accept", ACCEPT, "Mcp-Session-Id", mcp)
                        .status())
                .isEqualTo(200);
        long open = count("SELECT count(*) FROM gateway.session WHERE closed_at IS NULL");
        assertThat(delete("/mcp", token, "Mcp-Session-Id", mcp).status()).isEqualTo(204);
        assertThat(count("SELECT count(*) FROM gateway.session WHERE closed_at IS NULL"))
                .isEqualTo(open - 1);
    }

    @Test
    void keepsPagesInBrowsersOut() {
        session = session();
        Answer page = post(
                "/mcp", session, HELLO.formatted("2025-11-25"), "Accept", ACCEPT, "Origin", "https://evil.example");
        assertThat(page.status()).isEqualTo(403);
    }

    @Test
    void showsDefinitionsToThoseWhoWritePolicyAboutThem() {
        try (McpClientForTests client = client()) {
            client.sdk().listTools();
        }
        String seen = text(request("/v1/mcp/tools", ISSUER.pat().bearer()).GET().build());
        assertThat(seen).contains("\"server\":\"hostile\"", "\"tool\":\"echo\"", "\"pinned\":true");
        String digest = seen.replaceFirst(".*(sha256:[0-9a-f]{64}).*", "$1");
        Answer definition = get("/v1/mcp/tools/" + digest, ISSUER.pat().bearer());
        assertThat(definition.text("schema")).isEqualTo("tool-definition/v1");
        assertThat(get("/v1/mcp/tools/" + digest, ISSUER.dana().bearer()).status())
                .isEqualTo(403);
    }

    private String text(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void linksACallThatAHookSawToo() {
        try (McpClientForTests client = client()) {
            client.call("hostile__echo", Map.of(), Map.of("claudecode/toolUseId", "toolu_1"));
            post("/v1/actions", session, read("toolu_1"));
            HttpRequest request =
                    request("/v1/mcp/calls/toolu_1", session).GET().build();
            assertThat(text(request)).contains("\"adapter\":\"mcp-gateway\"", "\"adapter\":\"rest\"");
        }
    }

    private String session = "";

    private McpClientForTests client() {
        return client("/mcp");
    }

    private McpClientForTests client(String path) {
        session = session();
        return new McpClientForTests(port, path, session);
    }

    private String open(String credential, String version) {
        return post("/mcp", credential, HELLO.formatted(version), "Accept", ACCEPT)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private Answer delete(String path, String authorization, String... headers) {
        HttpRequest request = request(path, authorization, headers).DELETE().build();
        return send(request);
    }

    private void approve(String call) {
        eventually(() -> APPROVALS.requests().values().stream()
                .anyMatch(request -> request.action().toString().equals(action(call))));
        APPROVALS.requests().values().stream()
                .filter(request -> request.action().toString().equals(action(call)))
                .forEach(request -> APPROVALS.grant(request.approval(), database));
    }

    private String action(String call) {
        return JdbcClient.create(database.administrators())
                .sql("SELECT action::text FROM gateway.call WHERE call_id = :call AND adapter = 'mcp-gateway'")
                .param("call", call)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static <T> CompletableFuture<T> inTheBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().start(task));
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
