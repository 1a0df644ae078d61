package dev.syndicate.contracts.session;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A hook could not ask the gateway for a while and denied by itself. It says how often and never what.
 *
 * @param report names the report, so that the same one sent twice counts once
 * @param host the machine as its hook names it; empty where it names none
 * @param from when the first call was denied, by the machine's own clock
 * @param until when the last call was denied, by the machine's own clock
 * @param denied how many calls
 */
@Revision("1")
public record EnforcementGapReported(
        SessionId session, Digest report, String host, Instant from, Instant until, long denied, Instant occurredAt)
        implements SessionEvent {

    public EnforcementGapReported {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
