package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A permit was revoked before its use.
 */
@Revision("1")
public record PermitRevoked(ActionId action, PermitId permit, Person by, String reason, Instant occurredAt)
        implements ActionEvent {

    public PermitRevoked {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(permit, "permit");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
