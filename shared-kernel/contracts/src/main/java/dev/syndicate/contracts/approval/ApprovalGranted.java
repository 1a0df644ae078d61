package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Every threshold set is met.
 */
@Revision("1")
public record ApprovalGranted(
        ApprovalId approval, ActionId action, IntentDigest intentDigest, List<Person> approvers, Instant occurredAt)
        implements ApprovalEvent {

    public ApprovalGranted {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(occurredAt, "occurredAt");
        approvers = List.copyOf(approvers);
    }
}
