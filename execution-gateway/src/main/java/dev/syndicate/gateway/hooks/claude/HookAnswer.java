package dev.syndicate.gateway.hooks.claude;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;

/**
 * What Claude Code is told. Before a tool runs it is always an explicit allow or deny: it takes an empty answer, an error
 * or another word for leave to ask its user or to run.
 */
sealed interface HookAnswer {

    /** It may run. */
    record Allow(String reason) implements HookAnswer {}

    /** It must not run; the reason is shown to the model and the user. */
    record Deny(String reason) implements HookAnswer {}

    /** It ran, and something about that is wrong; the reason is shown to the model. */
    record Alarm(String reason) implements HookAnswer {}

    /** Nothing to say. */
    record Noted() implements HookAnswer {}

    /** The answer in the host's own shape. */
    default byte[] bytes() {
        return CanonicalJson.bytes(
                switch (this) {
                    case Allow allow -> decision("allow", allow.reason());
                    case Deny deny -> decision("deny", deny.reason());
                    case Alarm alarm ->
                        JsonObject.builder()
                                .put("decision", "block")
                                .put("reason", "Syndicate: " + alarm.reason())
                                .build();
                    case Noted _ -> JsonObject.builder().put("continue", true).build();
                });
    }

    private static JsonObject decision(String decision, String reason) {
        JsonObject.Builder output = JsonObject.builder()
                .put("hookEventName", HookCall.BEFORE)
                .put("permissionDecision", decision)
                .put("permissionDecisionReason", "Syndicate: " + reason);
        return JsonObject.builder().put("hookSpecificOutput", output).build();
    }
}
