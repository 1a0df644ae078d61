package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.digest.Digest;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A violation was found: clearance ends everywhere until two operators have released the finding.
 *
 * @param finding SHA-256 that names the finding; the same violation found again has the same one
 */
@Revision("1")
public record IntegrityViolationFound(
        String log, long epoch, Digest finding, String code, long sequence, String detail, Instant occurredAt)
        implements AuditEvent {

    public IntegrityViolationFound {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
