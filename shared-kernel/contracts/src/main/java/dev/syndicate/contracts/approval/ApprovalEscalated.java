package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Nobody decided for a time, so others are asked too: from here on who the sets' escalations name counts in them.
 *
 * @param sets names of the threshold sets
 */
@Revision("1")
public record ApprovalEscalated(ApprovalId approval, ActionId action, List<String> sets, Instant occurredAt)
        implements ApprovalEvent {

    public ApprovalEscalated {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(occurredAt, "occurredAt");
        sets = List.copyOf(sets);
    }
}
