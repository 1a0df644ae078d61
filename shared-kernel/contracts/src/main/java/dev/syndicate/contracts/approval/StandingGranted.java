package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Every threshold set is met by votes for the same standing grant, which has the id of this approval.
 *
 * @param intentDigest of the action that it was given with
 * @param summary of that action: tool and targets are what the scope {@code target} covers
 * @param rules every rule that matched that action, the deciding one first: all of them asked these people
 * @param approvers those who voted for it, in the order of their votes
 */
@Revision("1")
public record StandingGranted(
        ApprovalId approval,
        ActionId action,
        SessionId session,
        WorkspaceId workspace,
        StandingTerms terms,
        GrantDigest grantDigest,
        IntentDigest intentDigest,
        ActionSummary summary,
        PolicyVersion policyVersion,
        List<String> rules,
        List<Person> approvers,
        Instant expiresAt,
        Instant occurredAt)
        implements ApprovalEvent {

    public StandingGranted {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(grantDigest, "grantDigest");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(policyVersion, "policyVersion");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
        rules = List.copyOf(rules);
        approvers = List.copyOf(approvers);
    }
}
