package dev.syndicate.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class HookSettingsTest {

    @Test
    void asksBeforeAndReportsAfterEveryToolAndBlocksWithoutAnAnswer() throws Exception {
        JsonNode settings =
                new ObjectMapper().readTree(HookSettings.forClaudeCode(URI.create("http://127.0.0.1:8080")));

        for (String event : List.of("PreToolUse", "PostToolUse", "PostToolUseFailure")) {
            JsonNode every = settings.path("hooks").path(event).path(0);
            JsonNode hook = every.path("hooks").path(0);
            assertThat(every.path("matcher").asText()).isEqualTo("*");
            assertThat(hook.path("url").asText()).isEqualTo("http://127.0.0.1:8080/v1/hooks/claude-code");
            assertThat(hook.path("onFailure").asText()).isEqualTo("block");
        }
    }

    @Test
    void leavesTheCredentialInTheEnvironment() {
        String settings = HookSettings.forClaudeCode(URI.create("http://127.0.0.1:8080"));

        assertThat(settings).contains("Bearer $SYNDICATE_CREDENTIAL").doesNotContain("syns_");
    }
}
