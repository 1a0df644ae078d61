package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer voted on exactly this intent, as shown in exactly this view.
 *
 * @param sets names of the threshold sets that the vote counts in
 * @param standing what the vote gives beyond the action itself; absent where it is for the action only
 */
@Revision("2")
public record VoteCast(
        ApprovalId approval,
        ActionId action,
        VoteId vote,
        Person reviewer,
        List<String> sets,
        VoteChoice choice,
        IntentDigest intentDigest,
        ViewDigest viewDigest,
        int round,
        @Nullable String comment,
        @Nullable StandingVote standing,
        Instant occurredAt)
        implements ApprovalEvent {

    public VoteCast {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(vote, "vote");
        Objects.requireNonNull(reviewer, "reviewer");
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(viewDigest, "viewDigest");
        Objects.requireNonNull(occurredAt, "occurredAt");
        sets = List.copyOf(sets);
    }
}
