package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.session.FailMode;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session, bound for its whole life to this principal, workspace and coding tool.
 *
 * @param failMode as it is claimed; absent where nothing is
 */
record OpenSession(
        @TargetAggregateIdentifier SessionId session,
        Principal principal,
        WorkspaceId workspace,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        @Nullable FailMode failMode,
        Digest credential,
        Instant expiresAt,
        Instant occurredAt) {}
