package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Two operators placed a legal hold: nothing that it covers is erased or pruned.
 *
 * @param hold the id of the hold
 */
@Revision("1")
public record LegalHoldPlaced(
        String log, String hold, HoldScope scope, List<Person> by, String reason, Instant occurredAt)
        implements AuditEvent {

    public LegalHoldPlaced {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(hold, "hold");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
        by = List.copyOf(by);
    }
}
