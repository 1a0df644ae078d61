package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * The intent is sealed and clear; the action may run.
 */
@Revision("1")
public record ExecutionGranted(ActionId action, ExecutionId execution, SealReceipt receipt, Instant occurredAt)
        implements ActionEvent {

    public ExecutionGranted {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
