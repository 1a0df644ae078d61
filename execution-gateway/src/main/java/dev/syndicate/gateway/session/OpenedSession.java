package dev.syndicate.gateway.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.session.FailMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as the one who opened it sees it.
 *
 * @param credential for {@code Authorization: Bearer}; shown in the first answer and never again
 * @param principal the name of who it acts for
 * @param failMode as it was claimed; absent where nothing was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OpenedSession(
        SessionId session,
        @Nullable String credential,
        WorkspaceId workspace,
        String principal,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        @Nullable FailMode failMode,
        Instant expiresAt) {

    static OpenedSession of(OpenSession opened, SessionCredential credential) {
        return new OpenedSession(
                opened.session(),
                credential.reveal(),
                opened.workspace(),
                opened.principal().name(),
                opened.agent(),
                opened.enforcementTier(),
                opened.failMode(),
                opened.expiresAt());
    }

    /** A session that was opened before its answer was lost. */
    static OpenedSession again(AgentSession session) {
        return new OpenedSession(
                session.session(),
                null,
                session.workspace(),
                session.principal().name(),
                session.agent(),
                session.enforcementTier(),
                session.failMode(),
                session.expiresAt());
    }

    /** What may be kept of the answer. */
    OpenedSession withoutCredential() {
        return new OpenedSession(session, null, workspace, principal, agent, enforcementTier, failMode, expiresAt);
    }
}
