package dev.syndicate.approval.voting;

import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends an approval that nobody decided in time. Too early, or after the end, it changes nothing. */
record ExpireApproval(@TargetAggregateIdentifier ApprovalId approval, Instant at) {

    ExpireApproval {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(at, "at");
    }
}
