package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A host's tools by their own names. Every tool is governed; one that is not listed is of kind {@code other} under its
 * own name, or a call of an MCP server where its name says so.
 */
record Tools(Map<String, Known> known) {

    private static final String MCP = "mcp__";
    private static final String CURSOR_MCP = "MCP:";
    private static final int MAX_TARGETS = 100;

    /** A tool by its canonical name, and what of its input it acts on. */
    record Known(String name, ActionKind kind, Function<JsonObject, List<String>> targets) {}

    Tools {
        known = Map.copyOf(known);
    }

    /** A tool that acts on nothing that its input names. */
    static Known tool(String name, ActionKind kind) {
        return new Known(name, kind, _ -> List.of());
    }

    /** A tool whose targets are the texts in these members, one text or several. */
    static Known tool(String name, ActionKind kind, String... members) {
        return new Known(
                name,
                kind,
                input -> Stream.of(members)
                        .flatMap(member -> Stream.concat(
                                Stream.ofNullable(EventMembers.text(input, member)),
                                EventMembers.texts(input, member).stream()))
                        .toList());
    }

    ToolReference reference(String raw) {
        Known tool = known.get(raw);
        return tool == null ? unknown(raw) : new ToolReference(raw, tool.name(), null, null);
    }

    private static ToolReference unknown(String raw) {
        int end = raw.startsWith(MCP) ? raw.indexOf("__", MCP.length()) : -1;
        if (end > MCP.length() && end + 2 < raw.length()) {
            String server = raw.substring(MCP.length(), end);
            return new ToolReference(raw, server + "/" + raw.substring(end + 2), server, null);
        }
        return new ToolReference(raw, raw, null, null);
    }

    ActionKind kind(String raw) {
        Known tool = known.get(raw);
        if (tool != null) {
            return tool.kind();
        }
        return raw.startsWith(MCP) || raw.startsWith(CURSOR_MCP) ? ActionKind.MCP_CALL : ActionKind.OTHER;
    }

    /** What the call acts on, in the order of its input. */
    List<String> targets(String raw, JsonObject input) {
        Known tool = known.get(raw);
        return tool == null
                ? List.of()
                : tool.targets().apply(input).stream()
                        .filter(Objects::nonNull)
                        .filter(target -> !target.isEmpty())
                        .distinct()
                        .limit(MAX_TARGETS)
                        .toList();
    }
}
