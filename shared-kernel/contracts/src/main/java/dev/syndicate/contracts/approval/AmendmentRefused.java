package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/** An amendment was not taken, for a reason that would stand against the same person's vote too. */
@Revision("1")
public record AmendmentRefused(
        ApprovalId approval,
        ActionId action,
        Person amender,
        VoteRefusalReason reason,
        String detail,
        Instant occurredAt)
        implements ApprovalEvent {

    public AmendmentRefused {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(amender, "amender");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
