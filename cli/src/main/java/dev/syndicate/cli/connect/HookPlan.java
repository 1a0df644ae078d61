package dev.syndicate.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that make a coding tool ask the gateway.
 *
 * @param managed for a fleet, where users cannot take it away; otherwise for one user
 */
record HookPlan(CodingTool tool, boolean managed, Places places, URI gateway) implements Part {

    /** Seconds that the host waits; above the shim's own deadline. */
    private static final int TIMEOUT = 600;

    /** What to write. The programs stay when it is taken away again: another tool may use them. */
    List<Change> connect() {
        List<Change> changes = new ArrayList<>();
        if (usesShim()) {
            changes.addAll(Shim.programs(programs(), gateway, tool == CodingTool.CURSOR));
        }
        changes.add(new Change(file(), with(Change.contentOf(file())), Change.Kind.SETTINGS));
        return changes;
    }

    @Override
    public Path file() {
        return places.hooks(tool, managed);
    }

    boolean usesShim() {
        return tool != CodingTool.CLAUDE_CODE;
    }

    private Path programs() {
        return places.programs(managed);
    }

    @Override
    public String with(String content) {
        return switch (tool) {
            case CLAUDE_CODE -> claude(content);
            case CODEX -> managed ? codexRequirements(content) : codexHooks(content);
            case GEMINI -> gemini(content);
            case COPILOT -> copilot(content);
            case CURSOR -> cursor(content);
        };
    }

    @Override
    public String without(String content) {
        if (tool == CodingTool.CODEX && managed) {
            return TomlBlocks.without(content);
        }
        JsonFile file = JsonFile.read(file(), content).unhook(HookPlan::isOurs);
        if (tool == CodingTool.CLAUDE_CODE && managed) {
            file.removeTexts("allowedHttpHookUrls", url -> url.endsWith(ClaudeHook.PATH))
                    .removeTexts("httpHookAllowedEnvVars", name -> name.startsWith("SYNDICATE_"));
        }
        return file.content();
    }

    private String claude(String content) {
        JsonFile settings = ClaudeHook.into(JsonFile.read(file(), content), gateway);
        if (managed) {
            settings.put(Map.of("allowManagedHooksOnly", true))
                    .put(Map.of("disableBypassPermissionsMode", "disable"), "permissions")
                    .add("allowedHttpHookUrls", List.of(ClaudeHook.url(gateway)))
                    .add("httpHookAllowedEnvVars", List.of(ClaudeHook.CREDENTIAL, ClaudeHook.HEADLESS));
        }
        return settings.content();
    }

    private String codexHooks(String content) {
        JsonFile hooks = JsonFile.read(file(), content);
        phases("PreToolUse", "PostToolUse", "SessionStart")
                .forEach((event, phase) ->
                        hooks.hook(event, HookPlan::isOurs, Map.of("hooks", List.of(command(phase, TIMEOUT)))));
        return hooks.content();
    }

    private String codexRequirements(String content) {
        String directory = places.onTheMachine(programs());
        StringBuilder tables = new StringBuilder("[hooks]\nmanaged_dir = \"%s\"\n".formatted(directory));
        phases("PreToolUse", "PostToolUse", "SessionStart")
                .forEach((event, phase) ->
                        tables.append("""

                        [[hooks.%1$s]]

                        [[hooks.%1$s.hooks]]
                        type = "command"
                        command = "%2$s"
                        timeout = %3$d
                        """.formatted(event, Shim.command(directory, tool, phase), TIMEOUT)));
        return TomlBlocks.with(
                file(),
                content,
                "allow_managed_hooks_only = true",
                tables.toString(),
                List.of("^\\s*allow_managed_hooks_only\\s*=", "^\\s*\\[+\\s*hooks", "^\\s*hooks\\s*="));
    }

    private String gemini(String content) {
        JsonFile settings = JsonFile.read(file(), content);
        phases("BeforeTool", "AfterTool", "SessionStart").forEach((event, phase) -> {
            Map<String, Object> command = command(phase, TIMEOUT * 1000);
            command.put("name", "syndicate-" + phase);
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("matcher", "*");
            group.put("hooks", List.of(command));
            settings.hook(event, HookPlan::isOurs, group);
        });
        if (managed) {
            settings.put(Map.of("enabled", true), "hooksConfig");
        }
        return settings.content();
    }

    private String copilot(String content) {
        JsonFile hooks = JsonFile.read(file(), content).putIfAbsent("version", 1);
        phases("PreToolUse", "PostToolUse", "SessionStart").forEach((event, phase) -> {
            Map<String, Object> hook = new LinkedHashMap<>();
            hook.put("type", "command");
            hook.put("bash", line(phase));
            hook.put("timeoutSec", TIMEOUT);
            hooks.hook(event, HookPlan::isOurs, hook);
        });
        return hooks.content();
    }

    private String cursor(String content) {
        JsonFile hooks = JsonFile.read(file(), content).putIfAbsent("version", 1);
        Map<String, String> phases = phases("preToolUse", "postToolUse", "sessionStart");
        phases.put("postToolUseFailure", "after");
        phases.forEach((event, phase) -> {
            Map<String, Object> hook = new LinkedHashMap<>();
            hook.put("command", line(phase));
            hook.put("timeout", TIMEOUT);
            hook.put("failClosed", phase.equals("before"));
            hooks.hook(event, HookPlan::isOurs, hook);
        });
        return hooks.content();
    }

    private static Map<String, String> phases(String before, String after, String start) {
        Map<String, String> phases = new LinkedHashMap<>();
        phases.put(before, "before");
        phases.put(after, "after");
        phases.put(start, "start");
        return phases;
    }

    private Map<String, Object> command(String phase, int timeout) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("type", "command");
        command.put("command", line(phase));
        command.put("timeout", timeout);
        return command;
    }

    private String line(String phase) {
        return Shim.command(places.onTheMachine(programs()), tool, phase);
    }

    /** A group of hooks, or a single one, that asks the gateway. */
    private static boolean isOurs(JsonNode entry) {
        for (JsonNode hook : entry.path("hooks")) {
            if (isOurs(hook)) {
                return true;
            }
        }
        return ClaudeHook.isOurs(entry)
                || Shim.isOurs(entry.path("command").asText())
                || Shim.isOurs(entry.path("bash").asText());
    }
}
