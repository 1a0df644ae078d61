package dev.syndicate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * A Claude Code that asks before and reports after every tool call, in the shape that the real client (2.1.330) sends to
 * HTTP hooks. It runs nothing: what a tool would have answered is given to it.
 */
final class ClaudeCode {

    private static final String HOOK = "/v1/hooks/claude-code";

    private final Api gateway;
    private final String conversation;
    private final ExecutorService waiting;

    /** With the gateway as seen by the session's credential. */
    ClaudeCode(Api gateway, String conversation, ExecutorService waiting) {
        this.gateway = gateway;
        this.conversation = conversation;
        this.waiting = waiting;
    }

    /** One call of a tool. */
    record ToolCall(String id, String tool, Map<String, Object> input) {

        static ToolCall bash(String id, String command) {
            return new ToolCall(id, "Bash", Map.of("command", command, "description", "Asked for by the demo"));
        }

        static ToolCall read(String id, String file) {
            return new ToolCall(id, "Read", Map.of("file_path", file));
        }

        /** The same once more, as another call. */
        ToolCall anew() {
            return new ToolCall(id + "_", tool, input);
        }
    }

    /** Asks before the call; the answer comes when policy or people have decided. */
    CompletableFuture<Answer> ask(ToolCall call) {
        return CompletableFuture.supplyAsync(() -> gateway.post(HOOK, event("PreToolUse", call)), waiting);
    }

    /** Reports what the tool answered. */
    Answer report(ToolCall call, Map<String, Object> response) {
        Map<String, Object> event = event("PostToolUse", call);
        event.put("tool_response", response);
        event.put("duration_ms", 412);
        return gateway.post(HOOK, event);
    }

    /** {@code allow}, {@code deny}, or whatever else was said. */
    static String decision(Answer answer) {
        return answer.text("/hookSpecificOutput/permissionDecision");
    }

    static String reason(Answer answer) {
        JsonNode reason = answer.json().at("/hookSpecificOutput/permissionDecisionReason");
        return reason.isMissingNode() ? answer.status() + " " + answer.body() : reason.asText();
    }

    private Map<String, Object> event(String name, ToolCall call) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("session_id", conversation);
        event.put("transcript_path", "/home/dana/.claude/projects/checkout/" + conversation + ".jsonl");
        event.put("cwd", "/home/dana/checkout");
        event.put("prompt_id", "prompt_1");
        event.put("permission_mode", "default");
        event.put("hook_event_name", name);
        event.put("tool_name", call.tool());
        event.put("tool_input", call.input());
        event.put("tool_use_id", call.id());
        return event;
    }
}
