package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that nobody should send, and sessions of somebody else. */
class McpWireIT extends McpHostileServers {

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
        assertThat(calls()).doesNotExist();
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

    private Answer delete(String path, String authorization, String... headers) {
        HttpRequest request = request(path, authorization, headers).DELETE().build();
        return send(request);
    }
}
