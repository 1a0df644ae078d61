package dev.syndicate.gateway;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** The SDK's own client, as a coding tool would use it. */
final class McpClientForTests implements AutoCloseable {

    private final McpSyncClient client;
    private final List<McpSchema.ProgressNotification> progress = new CopyOnWriteArrayList<>();

    McpClientForTests(int port, String path, String authorization) {
        JacksonMcpJsonMapper json =
                new JacksonMcpJsonMapper(JsonMapper.builder().build());
        this.client = McpClient.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port)
                        .endpoint(path)
                        .jsonMapper(json)
                        .requestBuilder(HttpRequest.newBuilder().header("Authorization", authorization))
                        .build())
                .requestTimeout(Duration.ofMinutes(2))
                .initializationTimeout(Duration.ofMinutes(2))
                .jsonSchemaValidator((_, _) -> JsonSchemaValidator.ValidationResponse.asValid(null))
                .progressConsumer(progress::add)
                .build();
        client.initialize();
    }

    McpSyncClient sdk() {
        return client;
    }

    List<McpSchema.ProgressNotification> progress() {
        return progress;
    }

    CallToolResult call(String tool, Map<String, Object> arguments) {
        return call(CallToolRequest.builder(tool).arguments(arguments).build());
    }

    CallToolResult call(String tool, Map<String, Object> arguments, Map<String, Object> meta) {
        return call(
                CallToolRequest.builder(tool).arguments(arguments).meta(meta).build());
    }

    /** Where this machine was too slow for the seal it calls again, as a model would. */
    private CallToolResult call(CallToolRequest request) {
        CallToolResult result = client.callTool(request);
        for (int i = 1; i < GatewayIT.ATTEMPTS && isLate(result); i++) {
            result = client.callTool(request);
        }
        return result;
    }

    private static boolean isLate(CallToolResult result) {
        return result.content().toString().contains(GatewayIT.LATE);
    }

    static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    static Map<?, ?> facts(CallToolResult result) {
        return (Map<?, ?>) result.meta().get("dev.syndicate/answer");
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
