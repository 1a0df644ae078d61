package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Two operators released a finding. The evidence stays as it is.
 */
@Revision("1")
public record IntegrityFindingReleased(
        String log, long epoch, Digest finding, List<Person> by, String reason, Instant occurredAt)
        implements AuditEvent {

    public IntegrityFindingReleased {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
        by = List.copyOf(by);
    }
}
