package dev.syndicate.contracts.session;

import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * The session tried the call that is always denied, to see whether its hook is in force.
 *
 * @param denied whether the hook stopped it; where it ran, nothing is enforced there: an incident
 */
@Revision("1")
public record CanaryReported(SessionId session, boolean denied, Instant occurredAt) implements SessionEvent {

    public CanaryReported {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
