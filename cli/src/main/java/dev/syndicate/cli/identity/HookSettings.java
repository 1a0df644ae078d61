package dev.syndicate.cli.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claude Code's settings that send every tool call to the gateway, before and after. The credential stays in the
 * environment, and a hook that gets no answer blocks: without {@code onFailure} the tool would run.
 */
final class HookSettings {

    static final String CREDENTIAL = "SYNDICATE_CREDENTIAL";

    /** Seconds that a held call may wait for its reviewers. */
    private static final int PATIENCE = 7200;

    private HookSettings() {}

    static String forClaudeCode(URI gateway) {
        Map<String, Object> hook = new LinkedHashMap<>();
        hook.put("type", "http");
        hook.put("url", gateway.resolve("/v1/hooks/claude-code").toString());
        hook.put("timeout", PATIENCE);
        hook.put("onFailure", "block");
        hook.put("headers", Map.of("Authorization", "Bearer $" + CREDENTIAL));
        hook.put("allowedEnvVars", List.of(CREDENTIAL));
        List<Object> everyTool = List.of(Map.of("matcher", "*", "hooks", List.of(hook)));
        Map<String, Object> hooks = new LinkedHashMap<>();
        for (String event : List.of("PreToolUse", "PostToolUse", "PostToolUseFailure")) {
            hooks.put(event, everyTool);
        }
        return pretty(Map.of("hooks", hooks));
    }

    private static String pretty(Object value) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
