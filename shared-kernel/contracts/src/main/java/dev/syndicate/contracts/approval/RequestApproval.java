package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Asks people to decide. The caller chooses the id, so that it is safe to send again: a second request with the
 * same id and content changes nothing.
 *
 * @param amendment present where a reviewer made the action out of another one: its amenders do not count
 */
@HomeService("approval-service")
@CallableBy("execution-gateway")
public record RequestApproval(
        @TargetAggregateIdentifier ApprovalId approval,
        ActionId action,
        SessionId session,
        WorkspaceId workspace,
        Principal requester,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        ActionSummary summary,
        ContentRef content,
        IntentDigest intentDigest,
        ActionDigest actionDigest,
        Decision decision,
        @Nullable Amendment amendment,
        Instant expiresAt) {

    public RequestApproval {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(enforcementTier, "enforcementTier");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(actionDigest, "actionDigest");
        Objects.requireNonNull(expiresAt, "expiresAt");
        if (decision.effect() != Effect.REQUIRE_APPROVAL) {
            throw new IllegalArgumentException("Approval is requested only where policy requires it");
        }
    }
}
