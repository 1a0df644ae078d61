package dev.syndicate.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claude Code's HTTP hook, before and after every tool. The credential stays in the environment, and a hook that gets no
 * answer blocks: without {@code onFailure} the tool would run.
 */
public final class ClaudeHook {

    /** The environment variable that holds the session's credential. */
    public static final String CREDENTIAL = "SYNDICATE_CREDENTIAL";

    /** The environment variable that says that nobody sits in front of this process. */
    static final String HEADLESS = "SYNDICATE_HEADLESS";

    static final String PATH = "/v1/hooks/claude-code";

    /** Seconds that a held call may wait for its reviewers; the gateway's own patience ends before. */
    private static final int PATIENCE = 7200;

    private static final List<String> EVENTS = List.of("PreToolUse", "PostToolUse", "PostToolUseFailure");

    private ClaudeHook() {}

    /** Settings that hold nothing but the hook. */
    public static String settings(URI gateway) {
        return into(JsonFile.read(Path.of("settings.json"), ""), gateway).content();
    }

    static JsonFile into(JsonFile settings, URI gateway) {
        for (String event : EVENTS) {
            settings.hook(event, ClaudeHook::isOurs, Map.of("matcher", "*", "hooks", List.of(hook(gateway))));
        }
        return settings.hook("SessionStart", ClaudeHook::isOurs, Map.of("hooks", List.of(hook(gateway))));
    }

    static String url(URI gateway) {
        return gateway.resolve(PATH).toString();
    }

    private static Map<String, Object> hook(URI gateway) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer $" + CREDENTIAL);
        headers.put("Syndicate-On-Failure", "block");
        headers.put("Syndicate-Headless", "$" + HEADLESS);
        Map<String, Object> hook = new LinkedHashMap<>();
        hook.put("type", "http");
        hook.put("url", url(gateway));
        hook.put("timeout", PATIENCE);
        hook.put("onFailure", "block");
        hook.put("headers", headers);
        hook.put("allowedEnvVars", List.of(CREDENTIAL, HEADLESS));
        return hook;
    }

    static boolean isOurs(JsonNode group) {
        for (JsonNode hook : group.path("hooks")) {
            if (hook.path("url").asText().endsWith(PATH)) {
                return true;
            }
        }
        return false;
    }
}
