package dev.syndicate.gateway;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Events in the shapes that the hosts send, as they were recorded or, for Copilot and Cursor, documented. */
final class HookEvents {

    /** Command hosts, by their name in a path. */
    static final String[] COMMAND_HOSTS = {"codex", "gemini", "copilot", "cursor"};

    private HookEvents() {}

    static Stream<String> commandHosts() {
        return Stream.of(COMMAND_HOSTS);
    }

    /** A read of a file, before it runs. */
    static String read(String host, String call, String path) {
        return switch (host) {
            case "codex" -> before(host, call, "view_image", "{\"path\":\"%s\"}".formatted(path));
            case "gemini" -> before(host, call, "read_file", "{\"file_path\":\"%s\"}".formatted(path));
            case "copilot" -> before(host, call, "view", "{\"path\":\"%s\"}".formatted(path));
            default -> before(host, call, "Read", "{\"file_path\":\"%s\"}".formatted(path));
        };
    }

    /** The same read, after it ran. */
    static String readDone(String host, String call, String path) {
        return done(read(host, call, path));
    }

    /** A change of the file's first line from one to two, before it is made. */
    static String edit(String host, String call, String path) {
        return switch (host) {
            case "codex" ->
                before(
                        host,
                        call,
                        "apply_patch",
                        "{\"command\":\"*** Begin Patch\\n*** Update File: %s\\n@@\\n-one\\n+two\\n*** End Patch\"}"
                                .formatted(path));
            case "gemini" ->
                before(
                        host,
                        call,
                        "replace",
                        "{\"file_path\":\"%s\",\"old_string\":\"one\",\"new_string\":\"two\"}".formatted(path));
            case "copilot" ->
                before(host, call, "edit", "{\"path\":\"%s\",\"old_str\":\"one\",\"new_str\":\"two\"}".formatted(path));
            default ->
                before(
                        host,
                        call,
                        "Edit",
                        "{\"file_path\":\"%s\",\"old_string\":\"one\",\"new_string\":\"two\"}".formatted(path));
        };
    }

    /** A shell command, before it runs. */
    static String command(String host, String call, String command) {
        String tool = Map.of("codex", "Bash", "gemini", "run_shell_command", "copilot", "bash", "cursor", "Shell")
                .getOrDefault(host, "Bash");
        return before(host, call, tool, "{\"command\":\"%s\"}".formatted(command));
    }

    static String before(String host, String call, String tool, String input) {
        return before(host, call, tool, input, "/home/dana/checkout");
    }

    static String before(String host, String call, String tool, String input, String cwd) {
        return switch (host) {
            case "codex" -> """
                    {"session_id":"0199a213","turn_id":"turn-7","transcript_path":null,"cwd":"%s",\
                    "hook_event_name":"PreToolUse","model":"gpt-5.2-codex","permission_mode":"default",\
                    "tool_name":"%s","tool_input":%s,"tool_use_id":"%s"}""".formatted(cwd, tool, input, call);
            case "gemini" -> """
                    {"session_id":"g-1","transcript_path":"/home/dana/.gemini/tmp/x.json","cwd":"%s",\
                    "hook_event_name":"BeforeTool","timestamp":"2026-11-23T10:00:00.000Z",\
                    "tool_name":"%s","tool_input":%s}""".formatted(cwd, tool, input);
            case "copilot" -> """
                    {"hook_event_name":"PreToolUse","session_id":"c-1","timestamp":"2026-11-23T10:00:00.000Z",\
                    "cwd":"%s","tool_name":"%s","tool_input":%s}""".formatted(cwd, tool, input);
            case "cursor" -> """
                    {"conversation_id":"conv-1","generation_id":"gen-1","model":"sonnet-4.5",\
                    "hook_event_name":"preToolUse","cursor_version":"2.3.1","workspace_roots":["%s"],\
                    "user_email":"dana@example.com","transcript_path":null,"tool_name":"%s","tool_input":%s,\
                    "tool_use_id":"%s","cwd":"%s"}""".formatted(cwd, tool, input, call, cwd);
            default -> """
                    {"session_id":"5b1f","transcript_path":"/home/dana/.claude/x.jsonl","cwd":"%s",\
                    "prompt_id":"prompt_1","permission_mode":"default","hook_event_name":"PreToolUse",\
                    "tool_name":"%s","tool_input":%s,"tool_use_id":"%s"}""".formatted(cwd, tool, input, call);
        };
    }

    /** The after-event of a before-event. */
    static String done(String before) {
        return before.replace("\"BeforeTool\"", "\"AfterTool\"")
                .replace("\"PreToolUse\"", "\"PostToolUse\"")
                .replace("\"preToolUse\"", "\"postToolUse\"")
                .replaceFirst("\\{", "{\"tool_response\":{\"llmContent\":\"ok\"},\"tool_output\":\"{}\",");
    }

    static String call() {
        return "call-" + UUID.randomUUID();
    }

    /** The decision in the host's own shape; empty where it holds none. */
    static String decision(String host, Answer answer) {
        return switch (host) {
            case "gemini" -> answer.body().findString("decision").orElse("");
            case "cursor" -> answer.body().findString("permission").orElse("");
            default ->
                answer.body()
                        .findObject("hookSpecificOutput")
                        .flatMap(output -> output.findString("permissionDecision"))
                        .orElse("");
        };
    }
}
