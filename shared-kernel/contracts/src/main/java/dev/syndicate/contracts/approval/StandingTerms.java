package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.GrantScope;
import java.time.Duration;
import java.util.Objects;

/**
 * What a standing grant allows beyond the action that it is given with.
 *
 * @param uses how many further actions, from 1
 * @param duration from the last vote that it needs to its end; whole seconds
 */
public record StandingTerms(GrantScope scope, int uses, Duration duration) {

    /** The schema of the form that is voted for. */
    public static final String SCHEMA = "standing-grant/v1";

    public StandingTerms {
        Objects.requireNonNull(scope, "scope");
        if (uses < 1) {
            throw new IllegalArgumentException("A standing grant has at least one use");
        }
        if (!duration.isPositive() || duration.getNano() != 0) {
            throw new IllegalArgumentException("A standing grant stands for some whole seconds");
        }
    }

    /** What is voted for (docs/spec/standing-grant.md): these terms, for what this request asks. */
    public JsonObject grantFor(ApprovalRequested request) {
        JsonObject.Builder grant = JsonObject.builder()
                .put("schema", SCHEMA)
                .put("approval", request.approval().toString())
                .put("session", request.session().toString())
                .put("workspace", request.workspace().value())
                .put("scope", scope.wireName())
                .put("uses", uses)
                .put("seconds", duration.toSeconds())
                .put("policyVersion", String.valueOf(request.decision().policyVersion()))
                .put("rules", JsonArray.ofStrings(request.decision().matchedRules()));
        return switch (scope) {
            case INTENT ->
                grant.put("intentDigest", request.intentDigest().toString()).build();
            case TARGET ->
                grant.put("tool", request.summary().tool())
                        .put("kind", request.summary().kind().wireName())
                        .put("targets", JsonArray.ofStrings(request.summary().targets()))
                        .build();
        };
    }

    /** Names these terms for what this request asks; every vote for them carries it. */
    public GrantDigest digestFor(ApprovalRequested request) {
        return GrantDigest.over(CanonicalJson.bytes(grantFor(request)));
    }
}
