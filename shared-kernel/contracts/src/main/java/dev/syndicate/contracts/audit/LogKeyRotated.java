package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Two operators replaced the key that signs checkpoints (docs/spec/chain-format.md, section 6.1).
 *
 * @param previous the key in force until then, as a vkey
 * @param next the key that signs every checkpoint that covers the record of this event, as a vkey
 * @param overlapUntil how long the previous key signs too
 */
@Revision("1")
public record LogKeyRotated(
        String log,
        long epoch,
        String previous,
        String next,
        Instant overlapUntil,
        List<Person> by,
        String reason,
        Instant occurredAt)
        implements AuditEvent {

    public LogKeyRotated {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(overlapUntil, "overlapUntil");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
        by = List.copyOf(by);
    }
}
