package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.TrustTier;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What one rule says of one input: as it is written, or stricter where trust is missing or its condition failed. */
record Finding(Rule rule, Effect effect, Risk risk, String reason, boolean failed) {

    /** A failure first, then the strictest effect, then the strictest risk, then the order of the bundle. */
    static final Comparator<Finding> STRICTEST_FIRST = Comparator.comparing(Finding::failed)
            .thenComparing(Finding::effect)
            .thenComparing(Finding::risk)
            .reversed()
            .thenComparing(Finding::order);

    private int order() {
        return rule.order();
    }

    static Finding of(Rule rule, TrustTier tier) {
        return tier.compareTo(rule.minimumTrust()) >= 0
                ? new Finding(rule, rule.effect(), rule.risk(), rule.reason(), false)
                : new Finding(
                        rule,
                        Effect.DENY,
                        Risk.CRITICAL,
                        "Rule %s needs trust tier %d, the session has %d"
                                .formatted(rule.id(), rule.minimumTrust().value(), tier.value()),
                        false);
    }

    static Finding ofFailure(Rule rule, ConditionFailedException why) {
        return new Finding(
                rule,
                Effect.DENY,
                Risk.CRITICAL,
                "The condition of rule %s failed: %s".formatted(rule.id(), why.getMessage()),
                true);
    }

    @Nullable
    ApprovalRequirement approval() {
        return effect == Effect.REQUIRE_APPROVAL ? rule.approval() : null;
    }
}
