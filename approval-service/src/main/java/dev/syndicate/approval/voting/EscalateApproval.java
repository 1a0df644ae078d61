package dev.syndicate.approval.voting;

import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that others count from now on. Too early, or after the end, it changes nothing. */
record EscalateApproval(@TargetAggregateIdentifier ApprovalId approval, Instant at) {

    EscalateApproval {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(at, "at");
    }
}
