package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The problems that only this service answers. docs/reference/errors.md lists them. */
public final class ApprovalProblems {

    static final ProblemType APPROVAL_ID_REUSED =
            new ProblemType("approval-id-reused", "The approval id was used for another request", 409);
    static final ProblemType APPROVAL_CONTENT_MISMATCH = new ProblemType(
            "approval-content-mismatch", "The stored content does not have the digests that the request names", 422);
    static final ProblemType QUORUM_UNATTAINABLE =
            new ProblemType("quorum-unattainable", "Nobody could reach the quorum that the policy asks for", 422);
    static final ProblemType NO_STANDING_GRANT =
            new ProblemType("no-standing-grant", "No standing grant of this id can be revoked", 409);

    static final ProblemType TOO_MANY_COMMENTS =
            new ProblemType("too-many-comments", "The approval has as many comments as it can have", 409);

    static final ProblemType MASKED_NOT_AMENDABLE =
            new ProblemType("masked-not-amendable", "Policy masks parts of the action, so it cannot be amended", 422);

    private ApprovalProblems() {}

    /** Why an action with this many masked stretches is not amended. */
    public static ProblemException masked(long stretches) {
        return new ProblemException(
                MASKED_NOT_AMENDABLE,
                "Policy masks %d %s of what is asked: a form to change it would show them. Deny it, or ask for another one"
                        .formatted(stretches, stretches == 1 ? "stretch" : "stretches"));
    }

    /** The problem that a refused vote or amendment is answered with: its slug is the reason's wire name. */
    public static ProblemType refusedVote(VoteRefusalReason reason) {
        return new ProblemType(reason.wireName(), "The vote was not taken", status(reason));
    }

    /** All of them. */
    public static List<ProblemType> all() {
        return Stream.concat(
                        Stream.of(
                                APPROVAL_ID_REUSED,
                                APPROVAL_CONTENT_MISMATCH,
                                QUORUM_UNATTAINABLE,
                                NO_STANDING_GRANT,
                                TOO_MANY_COMMENTS,
                                MASKED_NOT_AMENDABLE),
                        Arrays.stream(VoteRefusalReason.values()).map(ApprovalProblems::refusedVote))
                .toList();
    }

    private static int status(VoteRefusalReason reason) {
        return switch (reason) {
            case REQUESTER_CANNOT_APPROVE, NOT_A_REVIEWER_OF_THIS, DELEGATION_NOT_IN_FORCE -> 403;
            case ALREADY_VOTED, DIGEST_MISMATCH, VIEW_MISMATCH, APPROVAL_ENDED, NOT_OPENED, INTEGRITY_NOT_CLEAR -> 409;
            case TOO_LARGE_TO_REVIEW, STANDING_NOT_ALLOWED -> 422;
        };
    }
}
