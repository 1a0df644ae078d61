package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.gateway.mcp.upstream.McpJson;
import dev.syndicate.gateway.mcp.upstream.Passage;
import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.gateway.mcp.upstream.ToolDefinition;
import dev.syndicate.gateway.mcp.upstream.Upstream;
import dev.syndicate.gateway.mcp.upstream.UpstreamConnection;
import dev.syndicate.gateway.mcp.upstream.UpstreamException;
import io.modelcontextprotocol.spec.McpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What clients may ask. Whatever makes an upstream do something is governed; lists and subscriptions are not. */
@Component
class McpMethods {

    private static final Logger LOG = LoggerFactory.getLogger(McpMethods.class);
    private static final int INVALID_PARAMS = -32602;
    private static final int RESOURCE_NOT_FOUND = -32002;
    private static final int HELD = -32000;
    private static final Set<String> LEVELS =
            Set.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    private final McpCalls calls;
    private final JdbcToolPins pins;

    McpMethods(McpCalls calls, JdbcToolPins pins) {
        this.calls = calls;
        this.pins = pins;
    }

    /** Answers one request with a result. */
    interface Method {
        RawJson answer(McpSession session, Flight flight);
    }

    Map<String, Method> all() {
        return Map.ofEntries(
                Map.entry("ping", (_, _) -> RawJson.EMPTY),
                Map.entry("tools/list", (session, _) -> tools(session)),
                Map.entry("tools/call", this::callTool),
                Map.entry("resources/list", (session, _) -> addresses(session, "resources", "resources", "uri")),
                Map.entry(
                        "resources/templates/list",
                        (session, _) -> addresses(session, "resources/templates", "resourceTemplates", "uriTemplate")),
                Map.entry("resources/read", this::readResource),
                Map.entry("resources/subscribe", (session, flight) -> subscription(session, flight, "subscribe")),
                Map.entry("resources/unsubscribe", (session, flight) -> subscription(session, flight, "unsubscribe")),
                Map.entry("prompts/list", (session, _) -> prompts(session)),
                Map.entry("prompts/get", this::getPrompt),
                Map.entry("completion/complete", this::complete),
                Map.entry("logging/setLevel", McpMethods::logAt));
    }

    private RawJson tools(McpSession session) {
        List<JsonValue> tools = new ArrayList<>();
        eachConnected(
                session,
                "tools",
                connection -> connection.tools().values().forEach(tool -> {
                    pins.see(tool);
                    session.names()
                            .name(connection.upstream(), tool.name())
                            .ifPresent(name -> tools.add(tool.json().with("name", new JsonString(name))));
                }));
        return list("tools", tools);
    }

    private RawJson prompts(McpSession session) {
        List<JsonValue> prompts = new ArrayList<>();
        eachConnected(
                session,
                "prompts",
                connection -> connection.list("prompts").stream()
                        .flatMap(prompt -> text(prompt, "name")
                                .flatMap(name -> session.names().name(connection.upstream(), name))
                                .map(name -> prompt.with("name", new JsonString(name)))
                                .stream())
                        .forEach(prompts::add));
        return list("prompts", prompts);
    }

    private RawJson addresses(McpSession session, String method, String member, String address) {
        List<JsonValue> items = new ArrayList<>();
        eachConnected(
                session,
                "resources",
                connection -> connection.list(method).stream()
                        .flatMap(item -> text(item, address)
                                .map(inner -> item.with(
                                        address, new JsonString(session.names().address(connection.upstream(), inner))))
                                .stream())
                        .forEach(items::add));
        return list(member, items);
    }

    private static RawJson list(String member, List<JsonValue> items) {
        return RawJson.of(JsonObject.builder().put(member, JsonArray.of(items)).build());
    }

    private interface Listing {
        void of(UpstreamConnection connection);
    }

    /** One upstream that is down takes only its own tools away. */
    private static void eachConnected(McpSession session, String capability, Listing listing) {
        session.names().upstreams().forEach(upstream -> {
            try {
                UpstreamConnection connection = session.connection(upstream);
                if (connection.can(capability)) {
                    listing.of(connection);
                }
            } catch (UpstreamException unavailable) {
                LOG.warn("Left out of a list of {}: {}", capability, unavailable.getMessage());
            }
        });
    }

    private RawJson callTool(McpSession session, Flight flight) {
        String name = required(flight, "name");
        Names.Inner inner = session.names().ofName(name).orElseThrow(() -> unknown("tool", name));
        try {
            UpstreamConnection connection = session.connection(inner.upstream());
            ToolDefinition tool =
                    Optional.ofNullable(connection.tools().get(inner.name())).orElseThrow(() -> unknown("tool", name));
            pins.see(tool);
            return tool(session, run(session, flight, toolCall(connection, tool, name, arguments(flight))));
        } catch (UpstreamException unavailable) {
            return held(new CallAnswer.Held(
                    "upstream-unavailable", unavailable.getMessage() + "; nothing was sent", JsonObject.EMPTY));
        }
    }

    private static GovernedCall toolCall(
            UpstreamConnection connection, ToolDefinition tool, String outer, JsonObject arguments) {
        String server = connection.upstream().name();
        return new GovernedCall(
                connection,
                "tools/call",
                new ToolReference(outer, server + "/" + tool.name(), server, tool.digest()),
                List.of(),
                arguments,
                parameters -> JsonObject.builder()
                        .put("name", tool.name())
                        .put("arguments", parameters)
                        .build());
    }

    private record Answered(GovernedCall call, CallAnswer answer) {}

    private Answered run(McpSession session, Flight flight, GovernedCall call) {
        flight.goesTo(call.connection().upstream());
        return new Answered(call, calls.run(session, flight, call));
    }

    private static RawJson tool(McpSession session, Answered answered) {
        return switch (answered.answer()) {
            case CallAnswer.Ran ran -> outward(session, answered.call(), ran);
            case CallAnswer.Refused refused -> throw error(refused.code(), refused.message());
            case CallAnswer.Held held -> held(held);
        };
    }

    /** The result of a tool that failed: the model reads it, and programs find the facts beside it. */
    private static RawJson held(CallAnswer.Held held) {
        return RawJson.of(JsonObject.builder()
                .put(
                        "content",
                        JsonArray.of(JsonObject.builder()
                                .put("type", "text")
                                .put("text", "Syndicate: " + held.text())
                                .build()))
                .put("isError", true)
                .put("_meta", JsonObject.builder().put("dev.syndicate/answer", facts(held)))
                .build());
    }

    private static JsonObject facts(CallAnswer.Held held) {
        return held.facts().with("reason", new JsonString(held.reason()));
    }

    private static RawJson outward(McpSession session, GovernedCall call, CallAnswer.Ran ran) {
        return McpJson.raw(session.names()
                .outward(call.connection().upstream(), ran.result().members()));
    }

    private RawJson readResource(McpSession session, Flight flight) {
        String uri = required(flight, "uri");
        Names.Inner inner = session.names().ofAddress(uri).orElseThrow(() -> unknownResource(uri));
        return other(
                session,
                flight,
                inner.upstream(),
                "resources/read",
                List.of(inner.name()),
                JsonObject.builder().put("uri", inner.name()).build());
    }

    private RawJson getPrompt(McpSession session, Flight flight) {
        String name = required(flight, "name");
        Names.Inner inner = session.names().ofName(name).orElseThrow(() -> unknown("prompt", name));
        JsonObject.Builder parameters = JsonObject.builder().put("name", inner.name());
        if (flight.params().has("arguments")) {
            parameters.put("arguments", arguments(flight));
        }
        return other(session, flight, inner.upstream(), "prompts/get", List.of(inner.name()), parameters.build());
    }

    /** Not a tool, but a request that the upstream acts on all the same. */
    private RawJson other(
            McpSession session,
            Flight flight,
            Upstream upstream,
            String method,
            List<String> targets,
            JsonObject parameters) {
        ToolReference tool = new ToolReference(method, upstream.name() + "/" + method, upstream.name(), null);
        try {
            Answered answered = run(
                    session,
                    flight,
                    new GovernedCall(session.connection(upstream), method, tool, targets, parameters, same -> same));
            return switch (answered.answer()) {
                case CallAnswer.Ran ran -> outward(session, answered.call(), ran);
                case CallAnswer.Refused refused -> throw error(refused.code(), refused.message());
                case CallAnswer.Held held ->
                    throw McpError.builder(HELD)
                            .message("Syndicate: " + held.text())
                            .data(RawJson.of(facts(held)))
                            .build();
            };
        } catch (UpstreamException unavailable) {
            throw error(HELD, "Syndicate: " + unavailable.getMessage());
        }
    }

    private RawJson subscription(McpSession session, Flight flight, String verb) {
        String uri = required(flight, "uri");
        Names.Inner inner = session.names().ofAddress(uri).orElseThrow(() -> unknownResource(uri));
        JsonObject params = JsonObject.builder().put("uri", inner.name()).build();
        return passed(session, inner.upstream(), "resources/" + verb, params);
    }

    private RawJson complete(McpSession session, Flight flight) {
        JsonObject reference = object(flight.params(), "ref");
        Optional<String> name = text(reference, "name");
        Names.Inner inner = name.isPresent()
                ? session.names().ofName(name.get()).orElseThrow(() -> unknown("prompt", name.get()))
                : text(reference, "uri")
                        .flatMap(uri -> session.names().ofAddress(uri))
                        .orElseThrow(() -> unknown("reference", "ref"));
        if (!inner.upstream().passes(Passage.COMPLETIONS)) {
            return RawJson.of(JsonObject.builder()
                    .put("completion", JsonObject.builder().put("values", JsonArray.EMPTY))
                    .build());
        }
        JsonObject inward = reference.with(name.isPresent() ? "name" : "uri", new JsonString(inner.name()));
        return passed(
                session,
                inner.upstream(),
                "completion/complete",
                flight.params().without("_meta").with("ref", inward));
    }

    private static RawJson passed(McpSession session, Upstream upstream, String method, JsonObject params) {
        try {
            return session.connection(upstream).ask(method, RawJson.of(params));
        } catch (UpstreamException failed) {
            throw failed.kind() == UpstreamException.Kind.REFUSED
                    ? error(failed.code(), failed.upstreamMessage().orElse("The upstream refused"))
                    : error(HELD, "Syndicate: " + failed.getMessage());
        }
    }

    private static RawJson logAt(McpSession session, Flight flight) {
        String level = required(flight, "level");
        if (!LEVELS.contains(level)) {
            throw error(INVALID_PARAMS, "There is no such level");
        }
        try {
            session.logAt(RawJson.of(JsonObject.builder().put("level", level).build()));
        } catch (UpstreamException unavailable) {
            LOG.warn("A level was not set: {}", unavailable.getMessage());
        }
        return RawJson.EMPTY;
    }

    private static JsonObject arguments(Flight flight) {
        JsonValue arguments = flight.params().find("arguments").orElse(JsonObject.EMPTY);
        return arguments instanceof JsonNull ? JsonObject.EMPTY : object(flight.params(), "arguments");
    }

    private static JsonObject object(JsonObject params, String member) {
        if (params.find(member).orElse(JsonObject.EMPTY) instanceof JsonObject object) {
            return object;
        }
        throw error(INVALID_PARAMS, "%s is an object".formatted(member));
    }

    private static String required(Flight flight, String member) {
        return text(flight.params(), member)
                .orElseThrow(() -> error(INVALID_PARAMS, "%s is missing".formatted(member)));
    }

    private static Optional<String> text(JsonObject from, String member) {
        return from.find(member)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .filter(value -> !value.isEmpty());
    }

    private static McpError unknown(String what, String name) {
        return error(INVALID_PARAMS, "Unknown %s: %s".formatted(what, printable(name)));
    }

    private static McpError unknownResource(String uri) {
        return error(RESOURCE_NOT_FOUND, "Unknown resource: " + printable(uri));
    }

    private static String printable(String name) {
        return name.matches("[\\x21-\\x7e]{1,200}") ? name : "(unprintable)";
    }

    private static McpError error(int code, String message) {
        return McpError.builder(code)
                .message(message.isEmpty() ? "Refused" : message)
                .build();
    }
}
