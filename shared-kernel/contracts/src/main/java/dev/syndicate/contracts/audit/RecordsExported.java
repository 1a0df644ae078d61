package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Records left the house.
 */
@Revision("1")
public record RecordsExported(
        String log,
        long epoch,
        Person by,
        String format,
        long firstSequence,
        long lastSequence,
        long count,
        Instant occurredAt)
        implements AuditEvent {

    public RecordsExported {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
