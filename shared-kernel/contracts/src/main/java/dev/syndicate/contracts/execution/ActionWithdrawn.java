package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * The requester took the action back. Nothing ran.
 */
@Revision("1")
public record ActionWithdrawn(ActionId action, Person by, String reason, Instant occurredAt) implements ActionEvent {

    public ActionWithdrawn {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
