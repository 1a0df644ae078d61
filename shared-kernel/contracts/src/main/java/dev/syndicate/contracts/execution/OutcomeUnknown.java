package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * No outcome came back in time.
 */
@Revision("1")
public record OutcomeUnknown(ActionId action, ExecutionId execution, Instant occurredAt) implements ActionEvent {

    public OutcomeUnknown {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
