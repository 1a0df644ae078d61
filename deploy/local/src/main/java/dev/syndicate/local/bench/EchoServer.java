package dev.syndicate.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.local.LocalFailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** An MCP server over Streamable HTTP (2025-11-25) with one tool, which says at once what it was told. */
final class EchoServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> ECHO = Map.of(
            "name",
            "echo",
            "description",
            "Says what it is told",
            "inputSchema",
            Map.of("type", "object", "properties", Map.of("message", Map.of("type", "string"))));

    static {
        // Otherwise answers wait for the acknowledgement of their own headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    EchoServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new LocalFailureException("the MCP server of the measurement does not start", failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mcp", EchoServer::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (request.has("id")) {
                answer(exchange, request);
            } else {
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private static void answer(HttpExchange exchange, JsonNode request) throws IOException {
        byte[] answer =
                JSON.writeValueAsBytes(Map.of("jsonrpc", "2.0", "id", request.get("id"), "result", result(request)));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Mcp-Session-Id", "echo");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private static Map<String, Object> result(JsonNode request) {
        return switch (request.path("method").asText()) {
            case "initialize" ->
                Map.of(
                        "protocolVersion", "2025-11-25",
                        "capabilities", Map.of("tools", Map.of()),
                        "serverInfo", Map.of("name", "echo", "version", "1"));
            case "tools/list" -> Map.of("tools", List.of(ECHO));
            case "tools/call" ->
                Map.of(
                        "content",
                        List.of(Map.of(
                                "type",
                                "text",
                                "text",
                                request.at("/params/arguments/message").asText())));
            default -> Map.of();
        };
    }

    /** A client's message, as JSON. */
    static String message(int id, String method, Map<String, Object> params) {
        return Api.json(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
    }
}
