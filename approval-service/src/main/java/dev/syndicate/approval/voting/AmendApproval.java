package dev.syndicate.approval.voting;

import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.contracts.approval.AmendmentRefused;
import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One person's changes to what was asked, in the place of their vote. Like a vote it never leaves this process.
 *
 * @param amendedBy the id of the action that takes its place, chosen by the client
 * @param amended that action, as execution-gateway drafted it; absent where the amender was not expected to count
 * @param intentDigest what the amender says they change
 * @param viewDigest what the amender says they were shown
 * @param shown what this service shows for the request
 * @param clearance asked of audit-service just before
 */
record AmendApproval(
        @TargetAggregateIdentifier ApprovalId approval,
        ActionId amendedBy,
        @Nullable AmendedAction amended,
        Voter amender,
        IntentDigest intentDigest,
        ViewDigest viewDigest,
        @Nullable String comment,
        ReviewableView shown,
        Clearance clearance,
        Instant at) {

    AmendApproval {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(amendedBy, "amendedBy");
        Objects.requireNonNull(amender, "amender");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(viewDigest, "viewDigest");
        Objects.requireNonNull(shown, "shown");
        Objects.requireNonNull(clearance, "clearance");
        Objects.requireNonNull(at, "at");
    }

    /** Whoever may amend could as well deny: both end the request, and neither lets anything run. */
    CastVote asDenial() {
        return new CastVote(
                approval,
                new VoteId(amendedBy.value()),
                amender,
                VoteChoice.DENY,
                intentDigest,
                viewDigest,
                comment,
                null,
                null,
                null,
                shown,
                null,
                clearance,
                at);
    }

    /** Whether this very amendment was taken before. */
    boolean isRecordedBy(ApprovalAmended before) {
        return before.amended().action().equals(amendedBy) && before.by().isSameAs(amender.person());
    }

    /** What the amendment brings about, where nothing stands against it. */
    ApprovalAmended amended(ApprovalRequested request, List<String> sets) {
        if (amended == null) {
            throw new ProblemException(
                    PlatformProblems.CONFLICT, "What stood against the amendment no longer does; send it again");
        }
        return new ApprovalAmended(
                approval, request.action(), amended, amender.person(), sets, intentDigest, viewDigest, comment, at);
    }

    AmendmentRefused refused(ApprovalRequested request, Objection objection) {
        return new AmendmentRefused(
                approval, request.action(), amender.person(), objection.reason(), objection.detail(), at);
    }
}
