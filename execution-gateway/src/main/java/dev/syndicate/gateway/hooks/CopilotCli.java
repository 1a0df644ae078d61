package dev.syndicate.gateway.hooks;

import static dev.syndicate.gateway.hooks.Tools.tool;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import java.util.Map;

/**
 * GitHub Copilot CLI, whose hooks with capitalised names send Claude Code's shape. As documented, not measured: answers
 * carry the decision in both of its documented places.
 */
final class CopilotCli implements Host {

    private static final Tools TOOLS = new Tools(Map.ofEntries(
            Map.entry("bash", tool("shell", ActionKind.COMMAND)),
            Map.entry("Bash", tool("shell", ActionKind.COMMAND)),
            Map.entry("powershell", tool("powershell", ActionKind.COMMAND)),
            Map.entry("write_bash", tool("write-stdin", ActionKind.COMMAND)),
            Map.entry("view", tool("read", ActionKind.FILE_READ, "path")),
            Map.entry("Read", tool("read", ActionKind.FILE_READ, "file_path", "path")),
            Map.entry("glob", tool("glob", ActionKind.FILE_READ, "path")),
            Map.entry("grep", tool("grep", ActionKind.FILE_READ, "path")),
            Map.entry("rg", tool("grep", ActionKind.FILE_READ, "path")),
            Map.entry("create", tool("write", ActionKind.FILE_WRITE, "path")),
            Map.entry("Write", tool("write", ActionKind.FILE_WRITE, "file_path", "path")),
            Map.entry("edit", tool("edit", ActionKind.FILE_EDIT, "path")),
            Map.entry("str_replace", tool("edit", ActionKind.FILE_EDIT, "path")),
            Map.entry("Edit", tool("edit", ActionKind.FILE_EDIT, "file_path", "path")),
            Map.entry("web_fetch", tool("fetch", ActionKind.NETWORK, "url")),
            Map.entry("web_search", tool("web-search", ActionKind.NETWORK))));

    @Override
    public String name() {
        return "copilot";
    }

    @Override
    public Phase phase(JsonObject event) {
        return ClaudeShape.phase(event);
    }

    @Override
    public HookEvent read(JsonObject event) {
        return ClaudeShape.read(event, null, null);
    }

    @Override
    public Tools tools() {
        return TOOLS;
    }

    @Override
    public JsonObject answer(HookAnswer answer) {
        JsonObject shaped = ClaudeShape.answer(answer);
        return switch (answer) {
            case HookAnswer.Allow allow -> with(shaped, "allow", allow.reason());
            case HookAnswer.Deny deny -> with(shaped, "deny", deny.reason());
            case HookAnswer.Again again -> with(shaped, "deny", again.reason());
            case HookAnswer.Defer defer -> answer(new HookAnswer.Deny(defer.reason()));
            case HookAnswer.Alarm _, HookAnswer.Noted _ -> shaped;
        };
    }

    private static JsonObject with(JsonObject shaped, String decision, String reason) {
        return shaped.toBuilder()
                .put("permissionDecision", decision)
                .put("permissionDecisionReason", "Syndicate: " + reason)
                .build();
    }

    @Override
    public FailMode failMode(String version, boolean declared) {
        return FailMode.OPEN_IF_KILLED;
    }
}
