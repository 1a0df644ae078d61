package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes a request for approval back. Sent again, or after the end, it changes nothing.
 */
@HomeService("approval-service")
@CallableBy("execution-gateway")
public record WithdrawApproval(@TargetAggregateIdentifier ApprovalId approval, Person by, String reason) {

    public WithdrawApproval {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
    }
}
