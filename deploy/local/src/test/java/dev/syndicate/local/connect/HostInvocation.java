package dev.syndicate.local.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.cli.connect.CodingTool;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A coding tool's host: reads its settings, and calls the hooks that stand there with its own events. */
final class HostInvocation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CodingTool tool;
    private final Path home;
    private final JsonNode settings;
    private final String credential;

    private HostInvocation(CodingTool tool, Path home, JsonNode settings, String credential) {
        this.tool = tool;
        this.home = home;
        this.settings = settings;
        this.credential = credential;
    }

    /** As it starts from a shell that has this credential in its environment; none where it is empty. */
    static HostInvocation of(CodingTool tool, Path home, String credential) throws IOException {
        return new HostInvocation(tool, home, JSON.readTree(Files.readString(settings(tool, home))), credential);
    }

    static Path settings(CodingTool tool, Path home) {
        return home.resolve(
                switch (tool) {
                    case CLAUDE_CODE -> ".claude/settings.json";
                    case CODEX -> ".codex/hooks.json";
                    case GEMINI -> ".gemini/settings.json";
                    case COPILOT -> ".copilot/hooks/syndicate.json";
                    case CURSOR -> ".cursor/hooks.json";
                });
    }

    /** What a hook said, and the decision in it, in the host's own place. */
    record Said(int exit, String out, String decision) {}

    Said before(String call, String command) throws Exception {
        return said(
                switch (tool) {
                    case GEMINI -> "BeforeTool";
                    case CURSOR -> "preToolUse";
                    case CLAUDE_CODE, CODEX, COPILOT -> "PreToolUse";
                },
                event(call, command));
    }

    Said after(String call, String command) throws Exception {
        Map<String, Object> event = event(call, command);
        event.put("tool_response", Map.of("llmContent", "ok"));
        event.put("tool_output", "{}");
        return said(
                switch (tool) {
                    case GEMINI -> "AfterTool";
                    case CURSOR -> "postToolUse";
                    case CLAUDE_CODE, CODEX, COPILOT -> "PostToolUse";
                },
                event);
    }

    private Map<String, Object> event(String call, String command) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("session_id", "conversation-1");
        event.put("conversation_id", "conversation-1");
        event.put("cwd", home.toString());
        event.put(
                "tool_name",
                switch (tool) {
                    case CLAUDE_CODE, CODEX -> "Bash";
                    case GEMINI -> "run_shell_command";
                    case COPILOT -> "bash";
                    case CURSOR -> "Shell";
                });
        event.put("tool_input", Map.of("command", command));
        if (tool != CodingTool.GEMINI && tool != CodingTool.COPILOT) {
            event.put("tool_use_id", call);
        }
        return event;
    }

    private Said said(String name, Map<String, Object> event) throws Exception {
        event.put("hook_event_name", name);
        JsonNode entry = settings.path("hooks").path(name).path(0);
        JsonNode hook = entry.has("hooks") ? entry.path("hooks").path(0) : entry;
        return tool == CodingTool.CLAUDE_CODE ? overHttp(hook, event) : byCommand(hook, event);
    }

    /** Puts variables of the environment into headers, as far as the hook may have them. */
    private Said overHttp(JsonNode hook, Map<String, Object> event) throws JsonProcessingException {
        URI url = URI.create(hook.path("url").asText());
        Api api = Api.at(url);
        for (Map.Entry<String, JsonNode> header : hook.path("headers").properties()) {
            String value = header.getValue().asText();
            for (JsonNode allowed : hook.path("allowedEnvVars")) {
                String variable = allowed.asText();
                value = value.replace("$" + variable, variable.equals("SYNDICATE_CREDENTIAL") ? credential : "");
            }
            api = api.with(header.getKey(), value);
        }
        Answer answer = api.postText(url.getPath(), JSON.writeValueAsString(event));
        return new Said(answer.status(), answer.body(), decision(answer.body()));
    }

    private Said byCommand(JsonNode hook, Map<String, Object> event) throws Exception {
        String command =
                hook.path(tool == CodingTool.COPILOT ? "bash" : "command").asText();
        Path in = Files.writeString(home.resolve("event.json"), JSON.writeValueAsString(event));
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(home.toFile())
                .redirectInput(in.toFile())
                .redirectError(home.resolve("hook.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SYNDICATE_") || name.startsWith("XDG_"));
        builder.environment().put("HOME", home.toString());
        if (!credential.isEmpty()) {
            builder.environment().put("SYNDICATE_CREDENTIAL", credential);
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Said(process.exitValue(), out, decision(out));
    }

    private String decision(String said) throws JsonProcessingException {
        JsonNode answer = JSON.readTree(said.isBlank() ? "{}" : said);
        return switch (tool) {
            case GEMINI -> answer.path("decision").asText();
            case CURSOR -> answer.path("permission").asText();
            case CLAUDE_CODE, CODEX, COPILOT ->
                answer.at("/hookSpecificOutput/permissionDecision").asText();
        };
    }
}
