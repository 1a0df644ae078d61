package dev.syndicate.policy.evaluation;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to policy (docs/spec/policy-bundle.md, section 6).
 *
 * @param session what the caller knows of the session beyond the action
 * @param policyVersion the version that shall answer; absent for the active one
 */
record EvaluationRequest(
        CanonicalAction action,
        JsonObject session,
        @Nullable PolicyVersion policyVersion) {

    private static final String SCHEMA = "evaluation/v1";
    private static final Set<String> MEMBERS = Set.of("schema", "action", "session", "policyVersion");

    /** Reads an admitted body. Throws {@link InvalidEvaluationException}. */
    static EvaluationRequest read(JsonObject body) {
        body.names().stream()
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> refuse("/" + name, "There is no such member"));
        if (!text(body, "schema").equals(SCHEMA)) {
            throw refuse("/schema", "This service reads " + SCHEMA);
        }
        return new EvaluationRequest(
                action(object(body, "action")),
                SessionFacts.checked(object(body, "session")),
                body.has("policyVersion") ? version(text(body, "policyVersion")) : null);
    }

    private static CanonicalAction action(JsonObject json) {
        try {
            return CanonicalAction.of(json);
        } catch (InvalidActionException refused) {
            throw refuse(
                    "/action" + refused.pointer(),
                    "%s: %s".formatted(refused.code().wireName(), String.valueOf(refused.getMessage())));
        }
    }

    private static PolicyVersion version(String text) {
        try {
            return PolicyVersion.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw refuse("/policyVersion", "A version is <counter>:<sha256 of the canonical bundle>");
        }
    }

    private static String text(JsonObject body, String name) {
        if (body.find(name).orElse(null) instanceof JsonString text) {
            return text.value();
        }
        throw refuse("/" + name, "A string is needed");
    }

    private static JsonObject object(JsonObject body, String name) {
        JsonValue value = body.find(name).orElse(null);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw refuse("/" + name, "An object is needed");
    }

    private static InvalidEvaluationException refuse(String pointer, String detail) {
        throw new InvalidEvaluationException(pointer, detail);
    }
}
