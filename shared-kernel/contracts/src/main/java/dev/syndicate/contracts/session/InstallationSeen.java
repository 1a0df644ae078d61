package dev.syndicate.contracts.session;

import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * The first call of a session came through a hook, or one of these has changed since: every decision of the session
 * from here on was enforced this way.
 *
 * @param host the machine as its hook names it; empty where it names none
 * @param version of the coding tool; empty where nobody says
 */
@Revision("1")
public record InstallationSeen(
        SessionId session,
        String host,
        String version,
        EnforcementTier enforcementTier,
        FailMode failMode,
        Instant occurredAt)
        implements SessionEvent {

    public InstallationSeen {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(enforcementTier, "enforcementTier");
        Objects.requireNonNull(failMode, "failMode");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
