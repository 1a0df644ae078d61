package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Opens a session, bound for its whole life to this principal, workspace and coding tool. */
record OpenSession(
        @TargetAggregateIdentifier SessionId session,
        Principal principal,
        WorkspaceId workspace,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        Digest credential,
        Instant expiresAt,
        Instant occurredAt) {}
