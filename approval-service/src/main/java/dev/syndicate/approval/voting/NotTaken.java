package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Map;

/** A vote or an amendment that was not taken: on the record, and answered as a problem. */
interface NotTaken extends Problem {

    VoteRefusalReason reason();

    ApprovalState state();

    @Override
    default ProblemType type() {
        return ApprovalProblems.refusedVote(reason());
    }

    @Override
    default Map<String, Object> extras() {
        return Map.of("reason", reason().wireName(), "state", state().wireName());
    }
}
