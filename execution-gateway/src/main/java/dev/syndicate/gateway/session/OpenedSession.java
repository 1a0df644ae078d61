package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import java.time.Instant;

/**
 * A session as the one who opened it sees it.
 *
 * @param credential for {@code Authorization: Bearer}; shown here and never again
 * @param principal the name of who it acts for
 */
record OpenedSession(
        SessionId session,
        String credential,
        WorkspaceId workspace,
        String principal,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        Instant expiresAt) {

    static OpenedSession of(OpenSession opened, SessionCredential credential) {
        return new OpenedSession(
                opened.session(),
                credential.reveal(),
                opened.workspace(),
                opened.principal().name(),
                opened.agent(),
                opened.enforcementTier(),
                opened.expiresAt());
    }
}
