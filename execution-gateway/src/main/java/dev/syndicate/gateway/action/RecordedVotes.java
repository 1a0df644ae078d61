package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;

/** The votes that were cast, as the event store has them. */
interface RecordedVotes {

    List<VoteCast> of(ApprovalId approval);
}
