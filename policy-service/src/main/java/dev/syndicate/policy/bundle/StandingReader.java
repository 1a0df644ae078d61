package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.StandingLimits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how far an approval may stand for further actions. Where a rule does not say so, it may not. */
final class StandingReader {

    private static final int MAX_USES = 1000;
    private static final int MAX_SCOPES = 2;

    private StandingReader() {}

    static @Nullable StandingLimits read(Part approval) {
        if (!approval.has("standing")) {
            return null;
        }
        Part standing = approval.part("standing");
        standing.knowsOnly("maxUses", "maxDuration", "scopes");
        int uses = standing.integer("maxUses", 1, MAX_USES);
        Duration longest = standing.choice("maxDuration", 30, Duration.ofHours(1), Limits::duration);
        List<GrantScope> scopes = standing.choices("scopes", MAX_SCOPES, GrantScope.INTENT, GrantScope::of);
        return scopes.isEmpty() ? null : new StandingLimits(uses, longest, scopes);
    }
}
