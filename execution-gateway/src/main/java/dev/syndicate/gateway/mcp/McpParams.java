package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import io.modelcontextprotocol.spec.McpError;
import java.util.Optional;

/** Reads what a client sends with a request, and says what is wrong with it. */
final class McpParams {

    private static final int INVALID_PARAMS = -32602;
    private static final int RESOURCE_NOT_FOUND = -32002;

    private McpParams() {}

    static JsonObject arguments(Flight flight) {
        JsonValue arguments = flight.params().find("arguments").orElse(JsonObject.EMPTY);
        return arguments instanceof JsonNull ? JsonObject.EMPTY : object(flight.params(), "arguments");
    }

    static JsonObject object(JsonObject params, String member) {
        if (params.find(member).orElse(JsonObject.EMPTY) instanceof JsonObject object) {
            return object;
        }
        throw invalid("%s is an object".formatted(member));
    }

    static String required(Flight flight, String member) {
        return text(flight.params(), member).orElseThrow(() -> invalid("%s is missing".formatted(member)));
    }

    static Optional<String> text(JsonObject from, String member) {
        return from.find(member)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .filter(value -> !value.isEmpty());
    }

    static McpError unknown(String what, String name) {
        return invalid("Unknown %s: %s".formatted(what, printable(name)));
    }

    static McpError unknownResource(String uri) {
        return error(RESOURCE_NOT_FOUND, "Unknown resource: " + printable(uri));
    }

    private static String printable(String name) {
        return name.matches("[\\x21-\\x7e]{1,200}") ? name : "(unprintable)";
    }

    static McpError invalid(String message) {
        return error(INVALID_PARAMS, message);
    }

    static McpError error(int code, String message) {
        return McpError.builder(code)
                .message(message.isEmpty() ? "Refused" : message)
                .build();
    }
}
