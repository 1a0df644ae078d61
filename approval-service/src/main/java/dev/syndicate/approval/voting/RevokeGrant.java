package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes a standing grant back. It never leaves this process.
 *
 * @param by whoever could have voted for it may, as their token says now
 * @param operator whether they are an operator, who may as well
 */
record RevokeGrant(
        @TargetAggregateIdentifier ApprovalId approval, Voter by, boolean operator, String reason, Instant at) {

    RevokeGrant {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }

    StandingGrantRevoked revoked(ApprovalRequested request) {
        return new StandingGrantRevoked(approval, request.action(), by.person(), reason, at);
    }
}
