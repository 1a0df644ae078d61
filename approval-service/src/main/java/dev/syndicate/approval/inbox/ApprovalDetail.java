package dev.syndicate.approval.inbox;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.contracts.approval.ApprovalEscalated;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.policy.Decision;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval with all that a vote needs.
 *
 * @param canonicalAction the canonical bytes, verbatim as JSON; absent where policy masks stretches of them
 * @param maskedStretches how many stretches of the canonical bytes policy masks; the digests are over all of them
 * @param view the rendered view, the canonical bytes that {@code viewDigest} covers, verbatim as JSON
 * @param viewLines how long the view is
 * @param decision under which people are asked now
 * @param tooLargeToReview whether it is above the policy's review limit, so that it can only be denied
 * @param votes those that count now
 * @param earlierVotes those of earlier rounds, which no longer count
 * @param rounds why votes began anew
 * @param escalations when others were asked too
 * @param requirementChanges when a policy version that was released meanwhile asked other people
 */
record ApprovalDetail(
        @JsonUnwrapped ApprovalSummary summaryOfApproval,
        Decision decision,

        @JsonRawValue
        @Schema(implementation = Object.class, description = "An action/v1, see docs/spec/canonical-action.md")
        @Nullable
        String canonicalAction,

        long maskedStretches,

        @JsonRawValue
        @Schema(implementation = Object.class, description = "A view/v1 or view/v2, see docs/spec/view.md")
        String view,

        long viewLines,
        boolean tooLargeToReview,
        List<VoteCast> votes,
        List<VoteCast> earlierVotes,
        List<VoteRefused> refusedVotes,
        List<RoundOpened> rounds,
        List<ApprovalEscalated> escalations,
        List<ApprovalRequirementChanged> requirementChanges,
        List<CommentView> comments) {

    static ApprovalDetail of(ApprovalView approval, ReviewedAction action) {
        long masked = action.masked();
        return new ApprovalDetail(
                ApprovalSummary.of(approval),
                approval.history().decision(),
                masked == 0 ? new String(action.action().bytes(), StandardCharsets.UTF_8) : null,
                masked,
                new String(action.view().bytes(), StandardCharsets.UTF_8),
                action.reviewable().lines(),
                action.view().tooLargeToReview(approval.requirement().reviewLineLimit()),
                approval.votes(),
                approval.earlierVotes(),
                approval.refusedVotes(),
                approval.rounds(),
                approval.history().escalations(),
                approval.history().changes(),
                approval.comments().stream().map(CommentView::of).toList());
    }
}
