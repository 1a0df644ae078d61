package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.TrustTier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of one evaluation input; with the version's author and releaser it becomes a decision.
 *
 * @param rule absent where no rule decided
 * @param approval present exactly for {@link Effect#REQUIRE_APPROVAL}
 * @param matchedRules the deciding one first
 */
public record Verdict(
        Effect effect,
        @Nullable String rule,
        String reason,
        Risk risk,
        TrustTier trustTier,
        @Nullable ApprovalRequirement approval,
        List<String> matchedRules) {

    public Verdict {
        matchedRules = List.copyOf(matchedRules);
        if ((effect == Effect.REQUIRE_APPROVAL) != (approval != null)) {
            throw new IllegalArgumentException("Who must approve is stated exactly when approval is required");
        }
    }

    /** A denial that no rule stands for. */
    public static Verdict denied(String reason, TrustTier trustTier) {
        return new Verdict(Effect.DENY, null, reason, Risk.CRITICAL, trustTier, null, List.of());
    }
}
