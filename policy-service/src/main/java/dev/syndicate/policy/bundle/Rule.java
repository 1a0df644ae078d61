package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.TrustTier;
import org.jspecify.annotations.Nullable;

/**
 * One rule, compiled.
 *
 * @param order its place in the bundle, which breaks ties
 * @param when absent where {@code match} says it all
 * @param minimumTrust below it the rule denies
 * @param approval present exactly for {@link Effect#REQUIRE_APPROVAL}
 */
record Rule(
        String id,
        int order,
        Match match,
        @Nullable Condition when,
        Effect effect,
        Risk risk,
        String reason,
        TrustTier minimumTrust,
        @Nullable ApprovalRequirement approval) {

    /** A changed tool is a new one: what rules say of the old one grants it nothing. */
    private boolean mayJudge(Facts facts) {
        return effect == Effect.DENY || !facts.isToolChanged() || match.names(facts);
    }

    /** Whether this rule has a say. Throws {@link ConditionFailedException} where its condition has no answer. */
    boolean matches(Facts facts) {
        Condition condition = when();
        return mayJudge(facts) && match.matches(facts) && (condition == null || condition.holds(facts));
    }
}
