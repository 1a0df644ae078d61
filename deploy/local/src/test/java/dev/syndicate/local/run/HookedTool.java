package dev.syndicate.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * One call of a coding tool in a session of its own. Its hooks ask before it runs and report afterwards, in the shapes that
 * the real clients send; those that have our shim send its lines of facts too.
 */
final class HookedTool {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(8);
    private static final String FACTS = """
            syndicate-hook/1
            host dana-laptop
            remote https://git.example/acme/checkout
            branch fix/retry-budget
            head 3f1c2d4b5a69788796a5b4c3d2e1f00112233445
            dirty false

            """;

    private final String product;
    private final String session;
    private final Api gateway;
    private final String name;
    private final Map<String, Object> input;

    private HookedTool(String product, String session, Api gateway, String name, Map<String, Object> input) {
        this.product = product;
        this.session = session;
        this.gateway = gateway;
        this.name = name;
        this.input = input;
    }

    /** In a session of Dana's. */
    static HookedTool of(Cast cast, String product, String name, Map<String, Object> input) {
        Answer opened = cast.atGateway("dana")
                .post(
                        "/v1/sessions",
                        Map.of(
                                "workspace",
                                "acme/checkout",
                                "agent",
                                Map.of(
                                        "vendor",
                                        "a vendor",
                                        "product",
                                        product,
                                        "version",
                                        "2.1.330",
                                        "adapter",
                                        product + "-hook")))
                .orRefused();
        return new HookedTool(
                product,
                opened.text("session"),
                Api.at(cast.endpoints().gateway()).as(opened.text("credential")).within(LONGEST_WAIT),
                name,
                input);
    }

    String session() {
        return session;
    }

    /** Asks, and waits for the answer. */
    CompletableFuture<Answer> ask(ExecutorService waiting) {
        return CompletableFuture.supplyAsync(() -> post(event()), waiting);
    }

    /** Reports that it ran. */
    Answer report() {
        return post(event().replace("\"BeforeTool\"", "\"AfterTool\"")
                .replace("\"PreToolUse\"", "\"PostToolUse\"")
                .replace("\"preToolUse\"", "\"postToolUse\"")
                .replaceFirst("\\{", "{\"tool_response\":{\"llmContent\":\"ok\"},\"tool_output\":\"{}\","));
    }

    private Answer post(String event) {
        return product.equals("claude-code")
                ? gateway.postText("/v1/hooks/claude-code", event)
                : gateway.postText("/v1/hooks/" + product + "/calls", FACTS + event);
    }

    private String event() {
        String call = Api.json(input);
        return switch (product) {
            case "codex" -> """
                    {"session_id":"0199a213","turn_id":"turn-7","transcript_path":null,"cwd":"/home/dana/checkout",\
                    "hook_event_name":"PreToolUse","model":"gpt-5.2-codex","permission_mode":"default",\
                    "tool_name":"%s","tool_input":%s,"tool_use_id":"call_1"}""".formatted(name, call);
            case "gemini" -> """
                    {"session_id":"g-1","transcript_path":"/home/dana/.gemini/tmp/x.json","cwd":"/home/dana/checkout",\
                    "hook_event_name":"BeforeTool","timestamp":"2026-11-23T10:00:00.000Z",\
                    "tool_name":"%s","tool_input":%s}""".formatted(name, call);
            case "cursor" -> """
                    {"conversation_id":"conv-1","generation_id":"gen-1","model":"sonnet-4.5",\
                    "hook_event_name":"preToolUse","cursor_version":"2.3.1","workspace_roots":["/home/dana/checkout"],\
                    "user_email":"dana@example.com","transcript_path":null,"tool_name":"%s","tool_input":%s,\
                    "tool_use_id":"call_1","cwd":"/home/dana/checkout"}""".formatted(name, call);
            default -> """
                    {"session_id":"5b1f","transcript_path":"/home/dana/.claude/x.jsonl","cwd":"/home/dana/checkout",\
                    "prompt_id":"prompt_1","permission_mode":"default","hook_event_name":"PreToolUse",\
                    "tool_name":"%s","tool_input":%s,"tool_use_id":"toolu_1"}""".formatted(name, call);
        };
    }

    /** {@code allow} or {@code deny}, in the host's own place. */
    String decision(Answer answer) {
        return said(answer, "decision", "permission", "permissionDecision");
    }

    String reason(Answer answer) {
        return said(answer, "reason", "agent_message", "permissionDecisionReason");
    }

    /** Whether a report was taken down as nothing unusual: every host's own way of saying nothing. */
    static boolean isNoted(Answer answer) {
        return answer.isOk() && !answer.body().contains("Syndicate:");
    }

    private String said(Answer answer, String gemini, String cursor, String others) {
        JsonNode body = answer.json();
        return switch (product) {
            case "gemini" -> body.path(gemini).asText();
            case "cursor" -> body.path(cursor).asText();
            default -> body.path("hookSpecificOutput").path(others).asText();
        };
    }
}
