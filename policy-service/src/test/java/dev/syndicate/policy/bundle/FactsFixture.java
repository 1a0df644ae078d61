package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;

/** An action of dana's Claude Code in acme/checkout, and what a test changes about it. */
final class FactsFixture {

    private JsonObject action = JsonObject.builder()
            .put(
                    "agent",
                    JsonObject.builder()
                            .put("vendor", "anthropic")
                            .put("product", "claude-code")
                            .put("enforcementTier", "B"))
            .put("principal", JsonObject.builder().put("subject", "dana"))
            .put("workspace", "acme/checkout")
            .put("session", JsonObject.builder().put("id", "s1").put("turn", 3))
            .put("tool", JsonObject.builder().put("raw", "Bash").put("name", "shell"))
            .put("kind", "command")
            .put("targets", JsonArray.of())
            .put("parameters", JsonObject.builder().put("command", "git status"))
            .build();
    private JsonObject session = JsonObject.builder()
            .put("openedAt", "2026-01-05T09:30:00.000000Z")
            .put("incidents", 0)
            .build();

    static FactsFixture command(String text) {
        return new FactsFixture()
                .with("parameters", JsonObject.builder().put("command", text).build());
    }

    static FactsFixture read(String path) {
        return new FactsFixture()
                .with("kind", JsonValue.of("file-read"))
                .with(
                        "tool",
                        JsonObject.builder()
                                .put("raw", "Read")
                                .put("name", "read")
                                .build())
                .with("targets", JsonArray.of(JsonValue.of(path)))
                .with("parameters", JsonObject.builder().put("file_path", path).build());
    }

    FactsFixture with(String member, JsonValue value) {
        action = action.with(member, value);
        return this;
    }

    FactsFixture incidents(int count) {
        session = session.with("incidents", JsonValue.of(count));
        return this;
    }

    FactsFixture session(String fact, JsonValue value) {
        session = session.with(fact, value);
        return this;
    }

    Facts facts() {
        return Facts.of(action, session);
    }
}
