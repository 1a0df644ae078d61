package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.StandingLimits;
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

    /** Whether policy lets an approval stand as far as these terms go. */
    public boolean areWithin(StandingLimits limits) {
        return limits.scopes().contains(scope)
                && uses <= limits.maxUses()
                && duration.compareTo(limits.maxDuration()) <= 0;
    }

    /**
     * What is voted for (docs/spec/standing-grant.md): these terms, for what this request asks under the decision under
     * which people are asked now.
     */
    public JsonObject grantFor(ApprovalRequested request, Decision decision) {
        JsonObject.Builder grant = JsonObject.builder()
                .put("schema", SCHEMA)
                .put("approval", request.approval().toString())
                .put("session", request.session().toString())
                .put("workspace", request.workspace().value())
                .put("scope", scope.wireName())
                .put("uses", uses)
                .put("seconds", duration.toSeconds())
                .put("policyVersion", String.valueOf(decision.policyVersion()))
                .put("rules", JsonArray.ofStrings(decision.matchedRules()));
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
    public GrantDigest digestFor(ApprovalRequested request, Decision decision) {
        return GrantDigest.over(CanonicalJson.bytes(grantFor(request, decision)));
    }
}
