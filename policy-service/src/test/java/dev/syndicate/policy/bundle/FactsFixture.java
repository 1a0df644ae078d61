package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;

/** An action of dana's Claude Code in acme/checkout, and what a test changes about it. */
public final class FactsFixture {

    private JsonObject action = JsonObject.builder()
            .put("schema", "action/v1")
            .put(
                    "agent",
                    JsonObject.builder()
                            .put("vendor", "anthropic")
                            .put("product", "claude-code")
                            .put("adapter", "claude-code-http-hook")
                            .put("enforcementTier", "B"))
            .put(
                    "principal",
                    JsonObject.builder()
                            .put("kind", "person")
                            .put("issuer", "https://id.example")
                            .put("subject", "dana"))
            .put("workspace", "acme/checkout")
            .put(
                    "session",
                    JsonObject.builder()
                            .put("id", "0198f3a0-0000-7000-8000-000000000001")
                            .put("turn", "3"))
            .put("tool", tool("Bash", "shell"))
            .put("kind", "command")
            .put("parameters", JsonObject.builder().put("command", "git status"))
            .build();
    private JsonObject session = JsonObject.builder()
            .put("openedAt", "2026-01-05T09:30:00.000000Z")
            .put("incidents", 0)
            .build();

    public static FactsFixture command(String text) {
        return new FactsFixture()
                .with("parameters", JsonObject.builder().put("command", text).build());
    }

    public static FactsFixture read(String path) {
        return new FactsFixture()
                .with("kind", JsonValue.of("file-read"))
                .with("tool", tool("Read", "read"))
                .with("targets", JsonArray.of(JsonValue.of(path)))
                .with("parameters", JsonObject.builder().put("file_path", path).build());
    }

    public FactsFixture with(String member, JsonValue value) {
        action = action.with(member, value);
        return this;
    }

    public FactsFixture enforcementTier(String tier) {
        return with("agent", action.object("agent").with("enforcementTier", JsonValue.of(tier)));
    }

    public FactsFixture incidents(int count) {
        session = session.with("incidents", JsonValue.of(count));
        return this;
    }

    public FactsFixture session(String fact, JsonValue value) {
        session = session.with(fact, value);
        return this;
    }

    public Facts facts() {
        return Facts.of(CanonicalAction.of(action), session);
    }

    /** As the body of a request for evaluation. */
    public JsonObject request() {
        return JsonObject.builder()
                .put("schema", "evaluation/v1")
                .put("action", action)
                .put("session", session)
                .build();
    }

    private static JsonObject tool(String raw, String canonical) {
        return JsonObject.builder()
                .put("rawName", raw)
                .put("canonicalName", canonical)
                .build();
    }
}
