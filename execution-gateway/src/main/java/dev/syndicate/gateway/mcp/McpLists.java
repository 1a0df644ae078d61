package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.gateway.mcp.upstream.UpstreamConnection;
import dev.syndicate.gateway.mcp.upstream.UpstreamException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What all upstreams of a session offer, under the names that its client knows. */
@Component
class McpLists {

    private static final Logger LOG = LoggerFactory.getLogger(McpLists.class);

    private final JdbcToolPins pins;

    McpLists(JdbcToolPins pins) {
        this.pins = pins;
    }

    RawJson tools(McpSession session) {
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

    static RawJson prompts(McpSession session) {
        List<JsonValue> prompts = new ArrayList<>();
        eachConnected(
                session,
                "prompts",
                connection -> connection.list("prompts").stream()
                        .flatMap(prompt -> McpParams.text(prompt, "name")
                                .flatMap(name -> session.names().name(connection.upstream(), name))
                                .map(name -> prompt.with("name", new JsonString(name)))
                                .stream())
                        .forEach(prompts::add));
        return list("prompts", prompts);
    }

    static RawJson addresses(McpSession session, String method, String member, String address) {
        List<JsonValue> items = new ArrayList<>();
        eachConnected(
                session,
                "resources",
                connection -> connection.list(method).stream()
                        .flatMap(item -> McpParams.text(item, address)
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
}
