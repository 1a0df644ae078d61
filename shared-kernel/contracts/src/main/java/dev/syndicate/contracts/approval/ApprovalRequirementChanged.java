package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A policy version that was released while the approval was open asks other people, or more, or fewer. A vote counts for
 * a set of the new requirement only where it counted for one of the old that asked the same people.
 *
 * @param decidedUnder the version under which people were asked until now
 * @param decision what the version in force says; its requirement holds from here on, but for the expiry
 */
@Revision("2")
public record ApprovalRequirementChanged(
        ApprovalId approval, ActionId action, PolicyVersion decidedUnder, Decision decision, Instant occurredAt)
        implements ApprovalEvent {

    public ApprovalRequirementChanged {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(decidedUnder, "decidedUnder");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
