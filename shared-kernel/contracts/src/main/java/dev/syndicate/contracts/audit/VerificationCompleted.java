package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.id.VerificationId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A verification ran to its end.
 *
 * @param code typed code of the first violation; absent when intact
 * @param brokenSequence of the first violation; absent when intact
 * @param requestedBy absent when the service verified by itself
 */
@Revision("1")
public record VerificationCompleted(
        VerificationId verification,
        String log,
        long epoch,
        long firstSequence,
        long lastSequence,
        boolean intact,
        @Nullable String code,
        @Nullable Long brokenSequence,
        @Nullable Person requestedBy,
        Instant occurredAt)
        implements AuditEvent {

    public VerificationCompleted {
        Objects.requireNonNull(verification, "verification");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
