package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.TrustTier;
import java.util.List;

/** How far a session is trusted: of the tiers whose conditions are true the lowest, or the default. */
record Trust(TrustTier otherwise, List<TrustRule> rules) {

    /** What a bundle that does not speak of trust means. */
    static final Trust NOBODY = new Trust(TrustTier.NONE, List.of());

    Trust {
        rules = List.copyOf(rules);
    }

    /** One condition and the tier that it gives. */
    record TrustRule(TrustTier tier, Condition when) {}

    TrustTier of(Facts facts) {
        return rules.stream()
                .filter(rule -> rule.when().holds(facts))
                .map(TrustRule::tier)
                .reduce((one, other) -> one.compareTo(other) <= 0 ? one : other)
                .orElse(otherwise);
    }
}
