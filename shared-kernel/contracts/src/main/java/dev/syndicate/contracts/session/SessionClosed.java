package dev.syndicate.contracts.session;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A session was ended; its credential is worthless from here on.
 */
@Revision("1")
public record SessionClosed(SessionId session, Person by, String reason, Instant occurredAt) implements SessionEvent {

    public SessionClosed {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
