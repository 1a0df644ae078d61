package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Every threshold set is met.
 *
 * @param approvers those whose approvals counted, in the order of their votes
 * @param round the round in which they did; absent in grants of before there were rounds
 * @param counted who counted in which set; absent in grants of before this was recorded
 */
@Revision("2")
public record ApprovalGranted(
        ApprovalId approval,
        ActionId action,
        IntentDigest intentDigest,
        List<Person> approvers,
        Instant occurredAt,
        @Nullable Integer round,
        @Nullable List<SetApprovals> counted)
        implements ApprovalEvent {

    private static final int FIRST_ROUND = 1;

    public ApprovalGranted {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(occurredAt, "occurredAt");
        approvers = List.copyOf(approvers);
        counted = counted == null ? null : List.copyOf(counted);
    }

    /** The round that was decided. */
    public int decidedRound() {
        return round == null ? FIRST_ROUND : round;
    }
}
