package dev.syndicate.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A client of MCP in front of the gateway. */
abstract class McpIT extends GatewayIT {

    static final String ACCEPT = "application/json, text/event-stream";

    static final String HELLO = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
            "clientInfo":{"name":"test","version":"1"}}}""";

    String session = "";

    McpClientForTests client() {
        return client("/mcp");
    }

    McpClientForTests client(String path) {
        session = session();
        return new McpClientForTests(port, path, session);
    }

    String open(String credential, String version) {
        return post("/mcp", credential, HELLO.formatted(version), "Accept", ACCEPT)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    void approve(String call) {
        approveAction(() -> action(call));
    }

    String action(String call) {
        return JdbcClient.create(database.administrators())
                .sql("SELECT action::text FROM gateway.call WHERE call_id = :call AND adapter = 'mcp-gateway'")
                .param("call", call)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Not in the common pool: HTTP clients finish their work there. */
    static <T> CompletableFuture<T> inTheBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().start(task));
    }
}
