package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a workspace and a session at this moment and until the transaction ends.
 *
 * @param activePolicy absent where no version is active
 * @param suspendedAt present while the workspace is suspended: nothing is executed in it
 * @param permitsRevokedBefore present once permits issued before that time were revoked all at once
 */
record Fence(
        @Nullable PolicyVersion activePolicy,
        @Nullable Instant suspendedAt,
        @Nullable Instant permitsRevokedBefore,
        boolean sessionOpen) {

    /** Whether the kill switch, a revocation or the session's end stands against this permit. */
    boolean revokes(PermitIssued permit) {
        Instant revokedBefore = permitsRevokedBefore;
        return suspendedAt != null
                || !sessionOpen
                || revokedBefore != null && permit.occurredAt().isBefore(revokedBefore);
    }
}
