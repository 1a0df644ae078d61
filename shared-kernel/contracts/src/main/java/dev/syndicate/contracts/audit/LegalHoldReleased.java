package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Two operators released a legal hold.
 *
 * @param hold the id of the hold
 */
@Revision("1")
public record LegalHoldReleased(
        String log, String hold, HoldScope scope, List<Person> by, String reason, Instant occurredAt)
        implements AuditEvent {

    public LegalHoldReleased {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(hold, "hold");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
        by = List.copyOf(by);
    }
}
