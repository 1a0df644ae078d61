package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says something about a request. Answered with whether it was new; the same comment sent again is said once. */
record CommentOnApproval(
        @TargetAggregateIdentifier ApprovalId approval, CommentId comment, Person by, String text, Instant at) {

    /** More on one approval are refused. */
    static final int MOST = 200;

    CommentOnApproval {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(comment, "comment");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(at, "at");
    }

    ApprovalCommented commented(ApprovalRequested request) {
        return new ApprovalCommented(approval, request.action(), comment, by, text, at);
    }

    /** Whether this very comment was taken before. */
    boolean isRecordedBy(ApprovalCommented before) {
        return before.comment().equals(comment);
    }
}
