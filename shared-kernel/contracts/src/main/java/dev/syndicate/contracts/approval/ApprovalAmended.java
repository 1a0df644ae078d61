package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer changed the parameters instead of voting. The request is over; what they made of it is a new action, which
 * is judged anew and in which they do not count.
 *
 * @param amended the new action
 * @param sets names of the threshold sets that the reviewer belongs to
 * @param intentDigest what they changed
 * @param viewDigest what they were shown of it
 */
@Revision("1")
public record ApprovalAmended(
        ApprovalId approval,
        ActionId action,
        AmendedAction amended,
        Person by,
        List<String> sets,
        IntentDigest intentDigest,
        ViewDigest viewDigest,
        @Nullable String comment,
        Instant occurredAt)
        implements ApprovalEvent {

    public ApprovalAmended {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(amended, "amended");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(viewDigest, "viewDigest");
        Objects.requireNonNull(occurredAt, "occurredAt");
        sets = List.copyOf(sets);
    }
}
