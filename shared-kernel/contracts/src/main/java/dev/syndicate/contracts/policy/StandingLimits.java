package dev.syndicate.contracts.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How far people may let an approval stand for further actions of the same session.
 *
 * @param maxUses further actions, from 1
 * @param maxDuration from the grant to its end
 * @param scopes what it may cover, without repetition
 */
public record StandingLimits(int maxUses, Duration maxDuration, List<GrantScope> scopes) {

    public StandingLimits {
        scopes = scopes.stream().distinct().sorted(Comparator.naturalOrder()).toList();
        if (maxUses < 1 || !maxDuration.isPositive() || scopes.isEmpty()) {
            throw new IllegalArgumentException("A standing grant has a use, some time and a scope");
        }
    }
}
