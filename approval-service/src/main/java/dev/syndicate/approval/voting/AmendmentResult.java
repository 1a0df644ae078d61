package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.execution.AmendedAction;
import java.time.Instant;

/** What became of an amendment. Both are on the record. */
public sealed interface AmendmentResult {

    static AmendmentResult of(ApprovalAmended event, ApprovalState state) {
        return new Recorded(event.amended(), event.occurredAt(), state);
    }

    static AmendmentResult of(Objection objection, ApprovalState state) {
        return new Refused(objection.reason(), objection.detail(), state);
    }

    /** Where the approval stands after it. */
    ApprovalState state();

    /**
     * The request is over; the same amendment sent again has the same result.
     *
     * @param amended the new action, which is being judged
     */
    record Recorded(AmendedAction amended, Instant at, ApprovalState state) implements AmendmentResult {}

    /** It was not taken, and why; {@code detail} is a sentence for people. */
    record Refused(VoteRefusalReason reason, String detail, ApprovalState state) implements AmendmentResult, NotTaken {}
}
