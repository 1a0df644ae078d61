package dev.syndicate.approval.voting;

import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.List;

/** Approvals whose votes are older than the release of an integrity finding. */
@FunctionalInterface
public interface StaleApprovals {

    /**
     * Those with a vote from before this time that are open, or were granted and not used. A grant of long ago is left to
     * the gate, which asks for a fresh vote when somebody comes with it.
     */
    List<ApprovalId> olderThan(Instant clearSince);
}
