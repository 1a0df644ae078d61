package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A vote was not taken.
 *
 * @param vote the id that the vote was sent with, so that the same refusal is recorded once; absent in refusals of before
 *     this was recorded
 */
@Revision("2")
public record VoteRefused(
        ApprovalId approval,
        ActionId action,
        Person voter,
        VoteChoice choice,
        VoteRefusalReason reason,
        String detail,
        Instant occurredAt,
        @Nullable VoteId vote)
        implements ApprovalEvent {

    public VoteRefused {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(voter, "voter");
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
