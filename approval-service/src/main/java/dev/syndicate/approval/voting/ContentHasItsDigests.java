package dev.syndicate.approval.voting;

import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.reading.UnreadableActionException;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.platform.content.ContentUnavailableException;
import dev.syndicate.platform.problem.ProblemException;

/** The stored bytes are a canonical action with the digests that the request names: people decide on nothing else. */
final class ContentHasItsDigests implements RequestRule {

    private final ReviewedActions actions;

    ContentHasItsDigests(ReviewedActions actions) {
        this.actions = actions;
    }

    @Override
    public void check(RequestApproval request) {
        ReviewedAction action = stored(request);
        if (!action.action().intentDigest().equals(request.intentDigest())
                || !action.action().actionDigest().equals(request.actionDigest())) {
            throw mismatch("Content %s is the intent %s"
                    .formatted(request.content().digest(), action.action().intentDigest()));
        }
    }

    private ReviewedAction stored(RequestApproval request) {
        try {
            return actions.of(request.content());
        } catch (ContentUnavailableException | UnreadableActionException unreadable) {
            throw mismatch(String.valueOf(unreadable.getMessage()));
        }
    }

    private static ProblemException mismatch(String detail) {
        return new ProblemException(ApprovalProblems.APPROVAL_CONTENT_MISMATCH, detail);
    }
}
