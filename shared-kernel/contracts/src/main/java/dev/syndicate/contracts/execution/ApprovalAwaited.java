package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * People must decide; approval-service was asked.
 */
@Revision("1")
public record ApprovalAwaited(ActionId action, ApprovalId approval, Instant expiresAt, Instant occurredAt)
        implements ActionEvent {

    public ApprovalAwaited {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
