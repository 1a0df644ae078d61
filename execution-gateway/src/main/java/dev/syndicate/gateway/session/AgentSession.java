package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.session.FailMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The open session that a request's credential names: the only source of agent, principal and workspace.
 *
 * @param failMode what happens to a call where the gateway gives no answer: as the session's opener claims, or as the hook
 *     that asks says; absent where nothing says so
 * @param incidents executions of this session so far that differed from what was authorised
 */
public record AgentSession(
        SessionId session,
        Principal principal,
        WorkspaceId workspace,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        @Nullable FailMode failMode,
        Instant openedAt,
        Instant expiresAt,
        int incidents) {

    /** The same session, as one of the gateway's own adapters acts in it: where the gateway does not act, nothing does. */
    public AgentSession through(String adapter, EnforcementTier tier) {
        AgentDescription through = new AgentDescription(agent.vendor(), agent.product(), agent.version(), adapter);
        return as(through, tier, FailMode.CLOSED);
    }

    /** The same session, as a hook with this fail mode asks in it. */
    public AgentSession failing(FailMode failMode) {
        return as(agent, enforcementTier, failMode);
    }

    /** The same session, as it stood when an action of it was proposed. */
    public AgentSession as(AgentDescription agent, EnforcementTier tier, @Nullable FailMode failMode) {
        return new AgentSession(session, principal, workspace, agent, tier, failMode, openedAt, expiresAt, incidents);
    }

    /** Who sends requests in this session, as idempotency keys are kept apart by. */
    public String caller() {
        return "session:" + session;
    }
}
