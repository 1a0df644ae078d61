package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import java.time.Instant;

/**
 * The open session that a request's credential names: the only source of agent, principal and workspace.
 *
 * @param incidents executions of this session so far that differed from what was authorised
 */
public record AgentSession(
        SessionId session,
        Principal principal,
        WorkspaceId workspace,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        Instant openedAt,
        Instant expiresAt,
        int incidents) {

    /** The same session, as one of the gateway's own adapters acts in it. */
    public AgentSession through(String adapter, EnforcementTier tier) {
        AgentDescription through = new AgentDescription(agent.vendor(), agent.product(), agent.version(), adapter);
        return new AgentSession(session, principal, workspace, through, tier, openedAt, expiresAt, incidents);
    }

    /** Who sends requests in this session, as idempotency keys are kept apart by. */
    public String caller() {
        return "session:" + session;
    }
}
