package dev.syndicate.contracts.session;

import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The host says that a call ran which was never proposed, or never granted: an incident.
 *
 * @param tool the tool's name as the host gave it
 * @param callId absent where the host names no calls
 */
@Revision("1")
public record UngovernedCallObserved(
        SessionId session, String tool, @Nullable String callId, Instant occurredAt) implements SessionEvent {

    public UngovernedCallObserved {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
