package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** MCP sessions live as long as the session behind them, and leave none behind. */
class McpSessionsIT extends McpHostileServers {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final int MOST = 20;

    @Test
    void endsTheStreamOfASessionThatWasClosed() throws Exception {
        session = session();
        String mcp = open(session, "2025-11-25");
        try (HttpClient http = HttpClient.newHttpClient();
                InputStream stream = listen(http, mcp)) {
            assertThat(stream.read()).as("a heartbeat").isEqualTo(':');
            CompletableFuture<Boolean> ended = inTheBackground(() -> hasEnded(stream));
            assertThat(delete(
                                    "/v1/sessions/" + sessionId(session),
                                    ISSUER.dana().bearer())
                            .status())
                    .isEqualTo(204);
            assertThat(ended.get(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void leavesNoSessionBehindANameThatDoesNotExist() {
        String all = "SELECT count(*) FROM gateway.session";
        long before = count(all);
        assertThat(introduced("/mcp/typo", ISSUER.dana().bearer()).status()).isEqualTo(404);
        assertThat(count(all)).isEqualTo(before);
    }

    @Test
    void makesRoomForADeveloperWhoOpensOneTooMany() {
        String token = ISSUER.dana().bearer();
        String first = opened(token);
        for (int i = 1; i < MOST; i++) {
            opened(token);
        }
        assertThat(ping(token, first)).isEqualTo(200);
        String second = opened(token);
        assertThat(ping(token, first)).as("used last").isEqualTo(200);
        assertThat(ping(token, second)).isEqualTo(200);
        for (int i = 1; i < MOST; i++) {
            opened(token);
        }
        assertThat(ping(token, first)).as("not used for longest").isEqualTo(404);
    }

    @Test
    void endsASessionAgainThatCouldNotBeEnded() {
        String closed = "SELECT count(*) FROM gateway.session WHERE closed_at IS NOT NULL";
        String token = ISSUER.dana().bearer();
        String mcp = opened(token);
        long before = count(closed);
        administer("ALTER TABLE gateway.session ADD CONSTRAINT none_is_closed CHECK (closed_at IS NULL) NOT VALID");
        try {
            assertThat(end(token, mcp)).isGreaterThanOrEqualTo(500);
        } finally {
            administer("ALTER TABLE gateway.session DROP CONSTRAINT none_is_closed");
        }
        assertThat(count(closed)).isEqualTo(before);
        assertThat(end(token, mcp)).isEqualTo(204);
        assertThat(count(closed)).isEqualTo(before + 1);
        assertThat(end(token, mcp)).isEqualTo(404);
    }

    private void administer(String statement) {
        JdbcClient.create(database.administrators()).sql(statement).update();
    }

    private int end(String token, String mcp) {
        return send(request("/mcp", token, "Mcp-Session-Id", mcp).DELETE().build())
                .status();
    }

    private InputStream listen(HttpClient http, String mcp) throws IOException, InterruptedException {
        return http.send(
                        request("/mcp", session, "Accept", "text/event-stream", "Mcp-Session-Id", mcp)
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private static boolean hasEnded(InputStream stream) {
        try {
            stream.readAllBytes();
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private String opened(String token) {
        return introduced("/mcp", token).headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private Answer introduced(String path, String token) {
        return post(
                path, token, HELLO.formatted("2025-11-25"), "Accept", ACCEPT, "Syndicate-Workspace", "acme/checkout");
    }

    private int ping(String token, String mcp) {
        return post("/mcp", token, PING, "Accept", ACCEPT, "Mcp-Session-Id", mcp)
                .status();
    }
}
