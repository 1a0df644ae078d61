package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A person was shown records. Appended before the answer leaves, once for each answer; it holds what was asked and never
 * what was found.
 *
 * @param resource what was asked, for example {@code records}, {@code session} or {@code approvals}
 * @param query the question as canonical JSON: every filter that was given, order, page and limit
 * @param count how many records or rows the answer shows
 * @param firstSequence lowest record that the answer shows; absent when it shows none
 * @param lastSequence highest record that the answer shows; absent when it shows none
 */
@Revision("1")
public record RecordsRead(
        String log,
        Person by,
        String resource,
        String query,
        long count,
        @Nullable Long firstSequence,
        @Nullable Long lastSequence,
        Instant occurredAt)
        implements AuditEvent {

    public RecordsRead {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
