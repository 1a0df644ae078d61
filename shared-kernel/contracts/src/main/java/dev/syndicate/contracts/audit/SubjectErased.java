package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Two operators had everything erased that belongs to a person: their keys are destroyed, and with them every
 * content and every salt. No event and no record changes.
 *
 * @param pseudonym what stands for the person in the content tables: 64 hexadecimal digits
 * @param keys how many keys were destroyed
 * @param contents how many contents nobody can read any more
 */
@Revision("1")
public record SubjectErased(
        String log, String pseudonym, long keys, long contents, List<Person> by, String reason, Instant occurredAt)
        implements AuditEvent {

    public SubjectErased {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(pseudonym, "pseudonym");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
        by = List.copyOf(by);
    }
}
