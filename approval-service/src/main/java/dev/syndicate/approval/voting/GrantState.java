package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The standing grant that an approval gave, and what became of it. It is given once: where votes begin anew, what rested on
 * the earlier ones has ended for good.
 *
 * @param granted absent where none was given
 */
record GrantState(@Nullable StandingGranted granted, boolean isRevoked, boolean hasLostItsVotes) {

    static final GrantState NONE = new GrantState(null, false, false);

    GrantState after(ApprovalEvent event) {
        return switch (event) {
            case StandingGranted given -> new GrantState(given, false, false);
            case StandingGrantRevoked _ -> new GrantState(granted, true, hasLostItsVotes);
            case RoundOpened _ -> new GrantState(granted, isRevoked, granted != null);
            default -> this;
        };
    }

    /** Whether one was ever given. */
    boolean wasGiven() {
        return granted != null;
    }

    boolean standsAt(Instant at) {
        return granted != null && !isRevoked && !hasLostItsVotes && at.isBefore(granted.expiresAt());
    }
}
