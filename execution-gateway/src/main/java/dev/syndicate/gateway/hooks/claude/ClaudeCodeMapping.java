package dev.syndicate.gateway.hooks.claude;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.gateway.session.AgentSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Claude Code's tools as canonical actions. Every tool is governed; one that is not listed is of kind {@code other} under
 * its own name. Parameters are the tool's input, verbatim. An HTTP hook carries neither operands nor repository: both
 * are absent.
 */
final class ClaudeCodeMapping {

    static final String SOURCE = "claude-code-hook";

    private static final String MCP = "mcp__";

    /** A tool by its canonical name; the targets are the input's members of these names. */
    private record Known(String name, ActionKind kind, List<String> targets) {}

    private static final Map<String, Known> TOOLS = Map.ofEntries(
            Map.entry("Bash", new Known("shell", ActionKind.COMMAND, List.of())),
            Map.entry("PowerShell", new Known("powershell", ActionKind.COMMAND, List.of())),
            Map.entry("Monitor", new Known("monitor", ActionKind.COMMAND, List.of())),
            Map.entry("Read", new Known("read", ActionKind.FILE_READ, List.of("file_path"))),
            Map.entry("Glob", new Known("glob", ActionKind.FILE_READ, List.of("path"))),
            Map.entry("Grep", new Known("grep", ActionKind.FILE_READ, List.of("path"))),
            Map.entry("LS", new Known("list", ActionKind.FILE_READ, List.of("path"))),
            Map.entry("NotebookRead", new Known("read-notebook", ActionKind.FILE_READ, List.of("notebook_path"))),
            Map.entry("Write", new Known("write", ActionKind.FILE_WRITE, List.of("file_path"))),
            Map.entry("Edit", new Known("edit", ActionKind.FILE_EDIT, List.of("file_path"))),
            Map.entry("MultiEdit", new Known("edit", ActionKind.FILE_EDIT, List.of("file_path"))),
            Map.entry("NotebookEdit", new Known("edit-notebook", ActionKind.FILE_EDIT, List.of("notebook_path"))),
            Map.entry("WebFetch", new Known("fetch", ActionKind.NETWORK, List.of("url"))),
            Map.entry("WebSearch", new Known("web-search", ActionKind.NETWORK, List.of())));

    private ClaudeCodeMapping() {}

    /** The action that the call is about to be. */
    static CanonicalAction action(AgentSession session, HookCall call) {
        return CanonicalAction.builder()
                .agent(session.agent(), session.enforcementTier())
                .principal(ActionPrincipal.of(session.principal()))
                .workspace(session.workspace())
                .session(new ActionSession(
                        session.session(),
                        call.turn().orElse(null),
                        call.subagent().orElse(null),
                        call.permissionMode().orElse(null)))
                .call(new CallReference(call.id(), SOURCE))
                .tool(tool(call.tool()))
                .kind(kind(call.tool()))
                .targets(targets(call))
                .parameters(call.input())
                .context(new ActionContext(call.cwd().orElse(null), List.of(), null))
                .operands(List.of())
                .build();
    }

    /**
     * What ran, as far as an after-event tells: tool and input are the event's. Everything else is the proposal's, because
     * the event's own directory is the one after the tool ran.
     */
    static CanonicalAction observed(CanonicalAction proposed, AgentSession session, HookCall call) {
        JsonObject ran = action(session, call).json();
        JsonObject.Builder observed = proposed.json().toBuilder();
        for (String name : List.of("tool", "kind", "targets", "parameters")) {
            observed.remove(name);
            observed.putIfPresent(name, ran.find(name));
        }
        return CanonicalAction.ofProposal(observed.build());
    }

    private static ToolReference tool(String raw) {
        Known known = TOOLS.get(raw);
        if (known != null) {
            return new ToolReference(raw, known.name(), null, null);
        }
        int end = raw.startsWith(MCP) ? raw.indexOf("__", MCP.length()) : -1;
        boolean mcp = end > MCP.length() && end + 2 < raw.length();
        return mcp ? mcpTool(raw, raw.substring(MCP.length(), end), raw.substring(end + 2)) : other(raw);
    }

    private static ToolReference mcpTool(String raw, String server, String tool) {
        return new ToolReference(raw, server + "/" + tool, server, null);
    }

    private static ToolReference other(String raw) {
        return new ToolReference(raw, raw, null, null);
    }

    private static ActionKind kind(String raw) {
        Known known = TOOLS.get(raw);
        if (known != null) {
            return known.kind();
        }
        return raw.startsWith(MCP) ? ActionKind.MCP_CALL : ActionKind.OTHER;
    }

    private static List<String> targets(HookCall call) {
        Known known = TOOLS.get(call.tool());
        List<String> names = known == null ? List.of() : known.targets();
        return names.stream()
                .map(name -> target(call.input(), name))
                .filter(target -> target != null && !target.isEmpty())
                .toList();
    }

    private static @Nullable String target(JsonObject input, String name) {
        return input.find(name).orElse(JsonArray.EMPTY) instanceof JsonString text ? text.value() : null;
    }
}
