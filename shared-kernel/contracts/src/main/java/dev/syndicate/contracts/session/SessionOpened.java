package dev.syndicate.contracts.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A session was opened with a person's token (or that of a workload with an accountable owner).
 *
 * @param failMode what happens to a call where the gateway gives no answer, as whoever opened the session claims of their
 *     installation; absent where they claim nothing. It binds nobody, and what a hook says later of itself goes before it
 * @param credential plain SHA-256 of the session credential, which itself is never stored
 */
@Revision("2")
public record SessionOpened(
        SessionId session,
        Principal principal,
        WorkspaceId workspace,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        @Nullable FailMode failMode,
        Digest credential,
        Instant expiresAt,
        Instant occurredAt)
        implements SessionEvent {

    public SessionOpened {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(enforcementTier, "enforcementTier");
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
