package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.Optional;

/** The frame of JSON-RPC 2.0 messages. */
final class JsonRpc {

    private static final int INTERNAL = -32603;

    private JsonRpc() {}

    /** Whether it is a request, a notification or an answer, as far as its frame tells. */
    static boolean isMessage(JsonObject message) {
        return isText(message, "jsonrpc")
                && message.string("jsonrpc").equals("2.0")
                && (!message.has("method") || isText(message, "method"))
                && (!message.has("params") || message.get("params") instanceof JsonObject)
                && (!message.has("id") || id(message.get("id")).isPresent())
                && (message.has("method") || message.has("id"));
    }

    private static boolean isText(JsonObject message, String member) {
        return message.find(member).filter(JsonString.class::isInstance).isPresent();
    }

    /** As the SDK keeps ids. */
    static Optional<Object> id(JsonValue id) {
        return switch (id) {
            case JsonString text -> Optional.of(text.value());
            case JsonNumber number when number.isInteger() -> Optional.of((long) number.value());
            default -> Optional.empty();
        };
    }

    static JSONRPCError error(JsonObject error) {
        long code = error.find("code").filter(JsonNumber.class::isInstance).isPresent()
                ? (long) ((JsonNumber) error.get("code")).value()
                : INTERNAL;
        String message = isText(error, "message") ? error.string("message") : "The client refused";
        return new JSONRPCError(Math.clamp(code, Integer.MIN_VALUE, Integer.MAX_VALUE), message);
    }
}
