package dev.syndicate.gateway.action;

import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a workspace and a session at this moment and until the transaction ends.
 *
 * @param activePolicy absent where no version is active
 * @param suspendedAt present while the workspace, or every workspace, is suspended: nothing is executed in it
 * @param permitsRevokedBefore present once all permits were revoked at once: what was authorised before that time is void
 */
record Fence(
        @Nullable PolicyVersion activePolicy,
        @Nullable Instant suspendedAt,
        @Nullable Instant permitsRevokedBefore,
        boolean sessionOpen) {

    /** Whether a revocation of all permits stands against what was authorised then. */
    boolean revokes(Instant authorisedAt) {
        Instant before = permitsRevokedBefore;
        return before != null && authorisedAt.isBefore(before);
    }
}
