package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.id.VoteId;
import java.time.Instant;
import java.util.List;

/** What became of a vote. Both are on the record. */
public sealed interface VoteResult {

    static VoteResult of(VoteCast cast, ApprovalState state) {
        return new Recorded(cast.vote(), cast.choice(), cast.sets(), cast.occurredAt(), state);
    }

    static VoteResult of(Objection objection, ApprovalState state) {
        return new Refused(objection.reason(), objection.detail(), state);
    }

    /** Where the approval stands after the vote. */
    ApprovalState state();

    /** The vote counts; the same vote sent again has the same result. */
    record Recorded(VoteId vote, VoteChoice choice, List<String> sets, Instant at, ApprovalState state)
            implements VoteResult {

        public Recorded {
            sets = List.copyOf(sets);
        }
    }

    /** The vote does not count, and why; {@code detail} is a sentence for people. */
    record Refused(VoteRefusalReason reason, String detail, ApprovalState state) implements VoteResult, NotTaken {}
}
