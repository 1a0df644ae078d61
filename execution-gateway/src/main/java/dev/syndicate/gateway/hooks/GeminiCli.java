package dev.syndicate.gateway.hooks;

import static dev.syndicate.gateway.hooks.Tools.tool;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import java.util.List;
import java.util.Map;

/** Gemini CLI, which names neither its calls nor its model. */
final class GeminiCli implements Host {

    private static final String BEFORE = "BeforeTool";
    private static final String AFTER = "AfterTool";

    private static final Tools TOOLS = new Tools(Map.ofEntries(
            Map.entry("run_shell_command", tool("shell", ActionKind.COMMAND)),
            Map.entry("read_file", tool("read", ActionKind.FILE_READ, "file_path", "absolute_path")),
            Map.entry("read_many_files", tool("read", ActionKind.FILE_READ, "paths", "include")),
            Map.entry("list_directory", tool("list", ActionKind.FILE_READ, "dir_path", "path")),
            Map.entry("glob", tool("glob", ActionKind.FILE_READ, "dir_path", "path")),
            Map.entry("search_file_content", tool("grep", ActionKind.FILE_READ, "dir_path", "path")),
            Map.entry("grep_search", tool("grep", ActionKind.FILE_READ, "dir_path", "path")),
            Map.entry("write_file", tool("write", ActionKind.FILE_WRITE, "file_path")),
            Map.entry("replace", tool("edit", ActionKind.FILE_EDIT, "file_path")),
            Map.entry("web_fetch", tool("fetch", ActionKind.NETWORK, "url")),
            Map.entry("google_web_search", tool("web-search", ActionKind.NETWORK))));

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public Phase phase(JsonObject event) {
        return switch (event.findString("hook_event_name").orElse(BEFORE)) {
            case BEFORE -> Phase.BEFORE;
            case AFTER -> Phase.AFTER;
            case "SessionStart" -> Phase.SESSION_START;
            default -> Phase.OTHER;
        };
    }

    @Override
    public HookEvent read(JsonObject event) {
        Phase phase = phase(event);
        return new HookEvent(
                failed(event) && phase == Phase.AFTER ? Phase.AFTER_FAILURE : phase,
                EventMembers.required(event, "tool_name"),
                EventMembers.input(event, "tool_input"),
                null,
                new HookEvent.Setting(
                        EventMembers.textOrEmpty(event, "session_id"),
                        EventMembers.text(event, "cwd"),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null),
                phase.isAfter() ? event.find("tool_response").orElse(null) : null);
    }

    private static boolean failed(JsonObject event) {
        return event.find("tool_response").orElse(JsonObject.EMPTY) instanceof JsonObject response
                && response.find("error")
                        .filter(it -> !(it instanceof JsonNull))
                        .isPresent();
    }

    @Override
    public Tools tools() {
        return TOOLS;
    }

    @Override
    public JsonObject answer(HookAnswer answer) {
        return switch (answer) {
            case HookAnswer.Allow allow -> decision("allow", allow.reason());
            case HookAnswer.Deny deny -> decision("deny", deny.reason());
            case HookAnswer.Again again -> decision("deny", again.reason());
            case HookAnswer.Defer defer -> decision("deny", defer.reason());
            case HookAnswer.Alarm alarm -> alarm(alarm.reason());
            case HookAnswer.Noted _ ->
                JsonObject.builder().put("continue", true).build();
        };
    }

    private static JsonObject decision(String decision, String reason) {
        return JsonObject.builder()
                .put("decision", decision)
                .put("reason", "Syndicate: " + reason)
                .build();
    }

    /** Not a deny: that would hide from the model what the tool did. */
    private static JsonObject alarm(String reason) {
        String text = "Syndicate: " + reason;
        return JsonObject.builder()
                .put("systemMessage", text)
                .put(
                        "hookSpecificOutput",
                        JsonObject.builder().put("hookEventName", AFTER).put("additionalContext", text))
                .build();
    }

    @Override
    public FailMode failMode(String version, boolean declared) {
        return FailMode.OPEN_IF_KILLED;
    }
}
