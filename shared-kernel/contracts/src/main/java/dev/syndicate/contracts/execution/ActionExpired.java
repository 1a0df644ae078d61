package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Nobody decided in time. Nothing ran.
 */
@Revision("1")
public record ActionExpired(ActionId action, Instant occurredAt) implements ActionEvent {

    public ActionExpired {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
