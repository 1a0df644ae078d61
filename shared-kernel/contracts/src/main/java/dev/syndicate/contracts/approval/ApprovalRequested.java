package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.view.Masks;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * People are asked to decide on exactly these bytes.
 *
 * @param amendment present where a reviewer made the action out of another one: its amenders do not count
 */
@Revision("3")
public record ApprovalRequested(
        ApprovalId approval,
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
        Instant expiresAt,
        Instant occurredAt)
        implements ApprovalEvent {

    public ApprovalRequested {
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
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }

    /** Whether it is asked on this person's behalf: who asked, and who answers for the session, never count here. */
    public boolean isAskedFor(Person person) {
        return requester.isAnsweredForBy(person);
    }

    /** What policy lets be masked in what people are shown; it stays as it is while they are asked. */
    public Masks masks() {
        ApprovalRequirement requirement = decision.approval();
        return requirement == null ? Masks.NONE : requirement.masked();
    }

    /** Whether this person changed the parameters: they never count here either. */
    public boolean isAmendedBy(Person person) {
        return amendment != null && amendment.isBy(person);
    }
}
