package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Nobody decided in time.
 */
@Revision("1")
public record ApprovalExpired(ApprovalId approval, ActionId action, Instant occurredAt) implements ApprovalEvent {

    public ApprovalExpired {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
