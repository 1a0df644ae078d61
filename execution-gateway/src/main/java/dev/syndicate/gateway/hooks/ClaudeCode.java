package dev.syndicate.gateway.hooks;

import static dev.syndicate.gateway.hooks.Tools.tool;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Claude Code, which asks over HTTP by itself. Such a hook carries neither operands nor repository: both are absent. */
final class ClaudeCode implements Host {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,5})(?:[^\\d].*)?");

    /** The first version that knows {@code onFailure: block}; older ones ignore it without a word. */
    private static final long BLOCKS_SINCE = packed(2, 1, 295);

    private static final Tools TOOLS = new Tools(Map.ofEntries(
            Map.entry("Bash", tool("shell", ActionKind.COMMAND)),
            Map.entry("PowerShell", tool("powershell", ActionKind.COMMAND)),
            Map.entry("Monitor", tool("monitor", ActionKind.COMMAND)),
            Map.entry("Read", tool("read", ActionKind.FILE_READ, "file_path")),
            Map.entry("Glob", tool("glob", ActionKind.FILE_READ, "path")),
            Map.entry("Grep", tool("grep", ActionKind.FILE_READ, "path")),
            Map.entry("LS", tool("list", ActionKind.FILE_READ, "path")),
            Map.entry("NotebookRead", tool("read-notebook", ActionKind.FILE_READ, "notebook_path")),
            Map.entry("Write", tool("write", ActionKind.FILE_WRITE, "file_path")),
            Map.entry("Edit", tool("edit", ActionKind.FILE_EDIT, "file_path")),
            Map.entry("MultiEdit", tool("edit", ActionKind.FILE_EDIT, "file_path")),
            Map.entry("NotebookEdit", tool("edit-notebook", ActionKind.FILE_EDIT, "notebook_path")),
            Map.entry("WebFetch", tool("fetch", ActionKind.NETWORK, "url")),
            Map.entry("WebSearch", tool("web-search", ActionKind.NETWORK))));

    @Override
    public String name() {
        return "claude-code";
    }

    @Override
    public Phase phase(JsonObject event) {
        return ClaudeShape.phase(event);
    }

    @Override
    public HookEvent read(JsonObject event) {
        EventMembers.required(event, "tool_use_id");
        return ClaudeShape.read(event, EventMembers.text(event, "prompt_id"), null);
    }

    @Override
    public Tools tools() {
        return TOOLS;
    }

    @Override
    public boolean takesInput() {
        return true;
    }

    @Override
    public JsonObject answer(HookAnswer answer) {
        return ClaudeShape.answer(answer);
    }

    @Override
    public FailMode failMode(String version, boolean declared) {
        Matcher numbers = VERSION.matcher(version);
        if (!declared) {
            return FailMode.OPEN;
        }
        if (!numbers.matches()) {
            return FailMode.UNKNOWN;
        }
        long known = packed(number(numbers, 1), number(numbers, 2), number(numbers, 3));
        return known >= BLOCKS_SINCE ? FailMode.CLOSED : FailMode.OPEN;
    }

    private static int number(Matcher numbers, int group) {
        return Integer.parseInt(numbers.group(group));
    }

    private static long packed(long major, long minor, long patch) {
        return (major * 10_000 + minor) * 100_000 + patch;
    }
}
