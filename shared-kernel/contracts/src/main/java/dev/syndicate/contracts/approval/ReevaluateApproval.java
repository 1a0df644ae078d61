package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Decision;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says what a policy version that was released meanwhile decides of an action on which people are being asked. Sent
 * again, or after the end, it changes nothing.
 */
@HomeService("approval-service")
@CallableBy("execution-gateway")
public record ReevaluateApproval(@TargetAggregateIdentifier ApprovalId approval, Decision decision) {

    public ReevaluateApproval {
        Objects.requireNonNull(approval, "approval");
        if (decision.policyVersion() == null) {
            throw new IllegalArgumentException("Only a released policy version supersedes another");
        }
    }
}
