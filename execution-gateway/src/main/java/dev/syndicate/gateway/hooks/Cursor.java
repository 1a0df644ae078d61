package dev.syndicate.gateway.hooks;

import static dev.syndicate.gateway.hooks.Tools.tool;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.session.FailMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cursor. As documented, not measured: of its answers only a deny is relied on. An MCP tool's input may be a string. */
final class Cursor implements Host {

    private static final String BEFORE = "preToolUse";

    private static final Tools TOOLS = new Tools(Map.ofEntries(
            Map.entry("Shell", tool("shell", ActionKind.COMMAND)),
            Map.entry("Read", tool("read", ActionKind.FILE_READ, "file_path", "path", "target_file")),
            Map.entry("Grep", tool("grep", ActionKind.FILE_READ, "path")),
            Map.entry("Glob", tool("glob", ActionKind.FILE_READ, "path", "target_directory")),
            Map.entry("LS", tool("list", ActionKind.FILE_READ, "path", "target_directory")),
            Map.entry("Write", tool("write", ActionKind.FILE_WRITE, "file_path", "path")),
            Map.entry("Edit", tool("edit", ActionKind.FILE_EDIT, "file_path", "path")),
            Map.entry("StrReplace", tool("edit", ActionKind.FILE_EDIT, "file_path", "path")),
            Map.entry("Delete", tool("delete", ActionKind.FILE_EDIT, "file_path", "path")),
            Map.entry("WebFetch", tool("fetch", ActionKind.NETWORK, "url")),
            Map.entry("WebSearch", tool("web-search", ActionKind.NETWORK))));

    @Override
    public String name() {
        return "cursor";
    }

    @Override
    public Phase phase(JsonObject event) {
        return switch (event.findString("hook_event_name").orElse(BEFORE)) {
            case BEFORE, "beforeShellExecution", "beforeMCPExecution", "beforeReadFile" -> Phase.BEFORE;
            case "postToolUse", "afterShellExecution", "afterMCPExecution" -> Phase.AFTER;
            case "postToolUseFailure" -> Phase.AFTER_FAILURE;
            case "sessionStart" -> Phase.SESSION_START;
            default -> Phase.OTHER;
        };
    }

    @Override
    public HookEvent read(JsonObject event) {
        Phase phase = phase(event);
        boolean shell = event.findString("hook_event_name")
                .filter(name -> name.endsWith("ShellExecution"))
                .isPresent();
        String model = EventMembers.text(event, "model");
        return new HookEvent(
                phase,
                shell ? "Shell" : EventMembers.required(event, "tool_name"),
                shell ? command(event) : EventMembers.input(event, "tool_input"),
                EventMembers.text(event, "tool_use_id"),
                new HookEvent.Setting(
                        EventMembers.textOrEmpty(event, "conversation_id"),
                        EventMembers.text(event, "cwd"),
                        EventMembers.texts(event, "workspace_roots"),
                        EventMembers.text(event, "generation_id"),
                        null,
                        null,
                        model == null ? null : new ModelReference(model, source()),
                        EventMembers.text(event, "cursor_version")),
                phase.isAfter() ? response(event) : null);
    }

    private static JsonObject command(JsonObject event) {
        return JsonObject.builder()
                .put("command", EventMembers.required(event, "command"))
                .build();
    }

    private static @Nullable JsonValue response(JsonObject event) {
        return event.find("tool_output")
                .or(() -> event.find("error_message"))
                .or(() -> event.find("result_json"))
                .or(() -> event.find("output"))
                .orElse(null);
    }

    @Override
    public Tools tools() {
        return TOOLS;
    }

    @Override
    public JsonObject answer(HookAnswer answer) {
        return switch (answer) {
            case HookAnswer.Allow allow -> permission("allow", allow.reason());
            case HookAnswer.Deny deny -> permission("deny", deny.reason());
            case HookAnswer.Again again -> permission("deny", again.reason());
            case HookAnswer.Defer defer -> permission("deny", defer.reason());
            case HookAnswer.Alarm alarm ->
                JsonObject.builder()
                        .put("additional_context", "Syndicate: " + alarm.reason())
                        .build();
            case HookAnswer.Noted noted -> noted(noted.phase());
        };
    }

    /** {@code continue} is an answer to a session's start alone. */
    private static JsonObject noted(Phase phase) {
        return phase == Phase.SESSION_START
                ? JsonObject.builder().put("continue", true).build()
                : JsonObject.EMPTY;
    }

    private static JsonObject permission(String permission, String reason) {
        String text = "Syndicate: " + reason;
        return JsonObject.builder()
                .put("permission", permission)
                .put("user_message", text)
                .put("agent_message", text)
                .build();
    }

    @Override
    public FailMode failMode(String version, boolean declared) {
        return declared ? FailMode.CLOSED : FailMode.OPEN_IF_KILLED;
    }
}
