package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Records left the house; appended before the first byte.
 *
 * @param count the records of the range; with a filter, how many were looked through
 * @param filter the filter as canonical JSON; absent when nothing was filtered. Since revision 2; revision 1 has none
 */
@Revision("2")
public record RecordsExported(
        String log,
        long epoch,
        Person by,
        String format,
        long firstSequence,
        long lastSequence,
        long count,
        @Nullable String filter,
        Instant occurredAt)
        implements AuditEvent {

    public RecordsExported {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }

    /** An export of everything in the range. */
    public RecordsExported(
            String log,
            long epoch,
            Person by,
            String format,
            long firstSequence,
            long lastSequence,
            long count,
            Instant occurredAt) {
        this(log, epoch, by, format, firstSequence, lastSequence, count, null, occurredAt);
    }
}
