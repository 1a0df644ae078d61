package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * The outcome came back.
 *
 * @param late after the action had been closed as outcome unknown
 */
@Revision("1")
public record OutcomeReported(ActionId action, ExecutionId execution, Outcome outcome, boolean late, Instant occurredAt)
        implements ActionEvent {

    public OutcomeReported {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
