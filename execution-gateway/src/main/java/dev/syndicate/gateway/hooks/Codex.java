package dev.syndicate.gateway.hooks;

import static dev.syndicate.gateway.hooks.Tools.tool;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.gateway.hooks.Tools.Known;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Codex CLI. Its answers are read against a schema that refuses every member it does not name. */
final class Codex implements Host {

    private static final Pattern PATCHED =
            Pattern.compile("^\\*\\*\\* (?:(?:Add|Update|Delete) File|Move to): (.+)$", Pattern.MULTILINE);

    private static final Tools TOOLS = new Tools(Map.ofEntries(
            Map.entry("Bash", tool("shell", ActionKind.COMMAND)),
            Map.entry("shell", tool("shell", ActionKind.COMMAND)),
            Map.entry("local_shell", tool("shell", ActionKind.COMMAND)),
            Map.entry("shell_command", tool("shell", ActionKind.COMMAND)),
            Map.entry("exec_command", tool("shell", ActionKind.COMMAND)),
            Map.entry("write_stdin", tool("write-stdin", ActionKind.COMMAND)),
            Map.entry("apply_patch", new Known("edit", ActionKind.FILE_EDIT, Codex::patched)),
            Map.entry("view_image", tool("read", ActionKind.FILE_READ, "path")),
            Map.entry("web_search", tool("web-search", ActionKind.NETWORK))));

    /** The files that a patch names, in its order. */
    private static List<String> patched(JsonObject input) {
        return List.of("command", "input", "patch").stream()
                .map(name -> EventMembers.textOrEmpty(input, name))
                .flatMap(patch -> PATCHED.matcher(patch).results())
                .map((MatchResult file) -> file.group(1).strip())
                .toList();
    }

    @Override
    public String name() {
        return "codex";
    }

    @Override
    public Phase phase(JsonObject event) {
        return ClaudeShape.phase(event);
    }

    @Override
    public HookEvent read(JsonObject event) {
        String model = EventMembers.text(event, "model");
        return ClaudeShape.read(
                event, EventMembers.text(event, "turn_id"), model == null ? null : new ModelReference(model, source()));
    }

    @Override
    public Tools tools() {
        return TOOLS;
    }

    @Override
    public JsonObject answer(HookAnswer answer) {
        return ClaudeShape.answer(answer);
    }

    @Override
    public FailMode failMode(String version, boolean declared) {
        return FailMode.OPEN_IF_KILLED;
    }
}
