package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Two operators let go of a range of records whose archive has this digest. The migrator removes them afterwards; leaves
 * and event ids stay.
 *
 * @param archive SHA-256 of the archive, a bundle that begins with the range
 */
@Revision("1")
public record RecordsPruned(
        String log,
        long firstSequence,
        long lastSequence,
        long count,
        Digest archive,
        List<Person> by,
        String reason,
        Instant occurredAt)
        implements AuditEvent {

    public RecordsPruned {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(archive, "archive");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
        by = List.copyOf(by);
    }
}
