package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A policy version that was released while the approval was open denies the action, or asks what nobody could meet.
 *
 * @param decidedUnder the version under which people were asked
 * @param inForce the version that ended it
 */
@Revision("1")
public record ApprovalSuperseded(
        ApprovalId approval,
        ActionId action,
        PolicyVersion decidedUnder,
        PolicyVersion inForce,
        String reason,
        Instant occurredAt)
        implements ApprovalEvent {

    public ApprovalSuperseded {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(decidedUnder, "decidedUnder");
        Objects.requireNonNull(inForce, "inForce");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
