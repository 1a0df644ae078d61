package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.session.FailMode;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A coding tool asked to act.
 *
 * @param failMode what the coding tool's host does where the gateway gives no answer; absent where no hook is behind it, so
 *     that nobody knows
 * @param callId the coding tool's own id of the call; absent when it has none
 * @param content the canonical action's bytes in the content store
 * @param amendment present where a reviewer made it out of another action
 */
@Revision("3")
public record ActionProposed(
        ActionId action,
        SessionId session,
        WorkspaceId workspace,
        Principal principal,
        AgentDescription agent,
        EnforcementTier enforcementTier,
        @Nullable FailMode failMode,
        @Nullable String callId,
        ActionSummary summary,
        ContentRef content,
        IntentDigest intentDigest,
        ActionDigest actionDigest,
        @Nullable Amendment amendment,
        Instant occurredAt)
        implements ActionEvent {

    public ActionProposed {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(enforcementTier, "enforcementTier");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(actionDigest, "actionDigest");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
