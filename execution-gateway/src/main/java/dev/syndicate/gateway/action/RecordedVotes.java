package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ApprovalRequirement;

/** The votes that count, as the event store has them. */
interface RecordedVotes {

    /**
     * The votes of an approval.
     *
     * @param asked what people were asked for; a later requirement takes its place as the approval recorded it
     */
    Tally of(ApprovalId approval, ApprovalRequirement asked);
}
