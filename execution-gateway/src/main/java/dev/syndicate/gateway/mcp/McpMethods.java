package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.gateway.mcp.upstream.McpJson;
import dev.syndicate.gateway.mcp.upstream.Passage;
import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.gateway.mcp.upstream.ToolDefinition;
import dev.syndicate.gateway.mcp.upstream.Upstream;
import dev.syndicate.gateway.mcp.upstream.UpstreamConnection;
import dev.syndicate.gateway.mcp.upstream.UpstreamException;
import io.modelcontextprotocol.spec.McpError;
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
    private static final int HELD = -32000;
    private static final Set<String> LEVELS =
            Set.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    private final McpCalls calls;
    private final McpLists lists;
    private final JdbcToolPins pins;

    McpMethods(McpCalls calls, McpLists lists, JdbcToolPins pins) {
        this.calls = calls;
        this.lists = lists;
        this.pins = pins;
    }

    /** Answers one request with a result. */
    interface Method {
        RawJson answer(McpSession session, Flight flight);
    }

    Map<String, Method> all() {
        return Map.ofEntries(
                Map.entry("ping", (_, _) -> RawJson.EMPTY),
                Map.entry("tools/list", (session, _) -> lists.tools(session)),
                Map.entry("tools/call", this::callTool),
                Map.entry(
                        "resources/list", (session, _) -> McpLists.addresses(session, "resources", "resources", "uri")),
                Map.entry(
                        "resources/templates/list",
                        (session, _) ->
                                McpLists.addresses(session, "resources/templates", "resourceTemplates", "uriTemplate")),
                Map.entry("resources/read", this::readResource),
                Map.entry("resources/subscribe", (session, flight) -> subscription(session, flight, "subscribe")),
                Map.entry("resources/unsubscribe", (session, flight) -> subscription(session, flight, "unsubscribe")),
                Map.entry("prompts/list", (session, _) -> McpLists.prompts(session)),
                Map.entry("prompts/get", this::getPrompt),
                Map.entry("completion/complete", this::complete),
                Map.entry("logging/setLevel", McpMethods::logAt));
    }

    private RawJson callTool(McpSession session, Flight flight) {
        String name = McpParams.required(flight, "name");
        Names.Inner inner = session.names().ofName(name).orElseThrow(() -> McpParams.unknown("tool", name));
        try {
            UpstreamConnection connection = session.connection(inner.upstream());
            ToolDefinition tool = Optional.ofNullable(connection.tools().get(inner.name()))
                    .orElseThrow(() -> McpParams.unknown("tool", name));
            pins.see(tool);
            return tool(session, run(session, flight, toolCall(connection, tool, name, McpParams.arguments(flight))));
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
            case CallAnswer.Refused refused -> throw McpParams.error(refused.code(), refused.message());
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
        String uri = McpParams.required(flight, "uri");
        Names.Inner inner = session.names().ofAddress(uri).orElseThrow(() -> McpParams.unknownResource(uri));
        return other(
                session,
                flight,
                inner.upstream(),
                "resources/read",
                List.of(inner.name()),
                JsonObject.builder().put("uri", inner.name()).build());
    }

    private RawJson getPrompt(McpSession session, Flight flight) {
        String name = McpParams.required(flight, "name");
        Names.Inner inner = session.names().ofName(name).orElseThrow(() -> McpParams.unknown("prompt", name));
        JsonObject.Builder parameters = JsonObject.builder().put("name", inner.name());
        if (flight.params().has("arguments")) {
            parameters.put("arguments", McpParams.arguments(flight));
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
                case CallAnswer.Refused refused -> throw McpParams.error(refused.code(), refused.message());
                case CallAnswer.Held held ->
                    throw McpError.builder(HELD)
                            .message("Syndicate: " + held.text())
                            .data(RawJson.of(facts(held)))
                            .build();
            };
        } catch (UpstreamException unavailable) {
            throw McpParams.error(HELD, "Syndicate: " + unavailable.getMessage());
        }
    }

    private RawJson subscription(McpSession session, Flight flight, String verb) {
        String uri = McpParams.required(flight, "uri");
        Names.Inner inner = session.names().ofAddress(uri).orElseThrow(() -> McpParams.unknownResource(uri));
        JsonObject params = JsonObject.builder().put("uri", inner.name()).build();
        return passed(session, inner.upstream(), "resources/" + verb, params);
    }

    private RawJson complete(McpSession session, Flight flight) {
        JsonObject reference = McpParams.object(flight.params(), "ref");
        Optional<String> name = McpParams.text(reference, "name");
        Names.Inner inner = name.isPresent()
                ? session.names().ofName(name.get()).orElseThrow(() -> McpParams.unknown("prompt", name.get()))
                : McpParams.text(reference, "uri")
                        .flatMap(uri -> session.names().ofAddress(uri))
                        .orElseThrow(() -> McpParams.unknown("reference", "ref"));
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
                    ? McpParams.error(failed.code(), failed.upstreamMessage().orElse("The upstream refused"))
                    : McpParams.error(HELD, "Syndicate: " + failed.getMessage());
        }
    }

    private static RawJson logAt(McpSession session, Flight flight) {
        String level = McpParams.required(flight, "level");
        if (!LEVELS.contains(level)) {
            throw McpParams.invalid("There is no such level");
        }
        try {
            session.logAt(RawJson.of(JsonObject.builder().put("level", level).build()));
        } catch (UpstreamException unavailable) {
            LOG.warn("A level was not set: {}", unavailable.getMessage());
        }
        return RawJson.EMPTY;
    }
}
