package dev.syndicate.contracts.policy;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What policy says of one action, under one immutable version.
 *
 * @param policyVersion absent only where no version could be asked
 * @param rule the deciding rule's id; absent where no rule matched
 * @param approval who must approve; present exactly for {@link Effect#REQUIRE_APPROVAL}
 * @param matchedRules every rule that matched, the deciding one first
 * @param author who published the version
 * @param releaser who activated the version
 * @param inputs SHA-256 of the canonical evaluation input (docs/spec/policy-bundle.md)
 */
public record Decision(
        Effect effect,
        @Nullable PolicyVersion policyVersion,
        @Nullable String rule,
        String reason,
        Risk risk,
        TrustTier trustTier,
        @Nullable ApprovalRequirement approval,
        List<String> matchedRules,
        @Nullable Person author,
        @Nullable Person releaser,
        Digest inputs) {

    public Decision {
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(risk, "risk");
        Objects.requireNonNull(trustTier, "trustTier");
        Objects.requireNonNull(inputs, "inputs");
        matchedRules = List.copyOf(matchedRules);
        if ((effect == Effect.REQUIRE_APPROVAL) != (approval != null)) {
            throw new IllegalArgumentException("Who must approve is stated exactly when approval is required");
        }
        if (effect != Effect.DENY && (policyVersion == null || rule == null || author == null || releaser == null)) {
            throw new IllegalArgumentException("Only a denial can do without a released policy version and a rule");
        }
    }

    /** The denial of last resort: no policy, an error or a time-out. It names no version. */
    public static Decision unavailable(String reason, Digest inputs) {
        return new Decision(
                Effect.DENY, null, null, reason, Risk.CRITICAL, TrustTier.NONE, null, List.of(), null, null, inputs);
    }
}
