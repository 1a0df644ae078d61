package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.SignIn;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer voted on exactly this intent, as shown in exactly this view.
 *
 * @param sets names of the threshold sets that the reviewer belonged to when they voted; where sets are disjoint an
 *     approval counts in one of them
 * @param round the round that it counts in; later ones need a fresh vote
 * @param standing what the vote gives beyond the action itself; absent where it is for the action only
 * @param signIn what else the reviewer's token said; absent in votes of before this was recorded
 * @param openedAt when the reviewer first opened the request in this round; absent where a denial was given unopened
 * @param onBehalfOf who delegated the vote to the reviewer; absent where they voted for themselves
 * @param delegation by which they did
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
        Instant occurredAt,
        @Nullable SignIn signIn,
        @Nullable Instant openedAt,
        @Nullable Person onBehalfOf,
        @Nullable DelegationId delegation)
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
        if ((onBehalfOf == null) != (delegation == null)) {
            throw new IllegalArgumentException("A delegated vote names the delegator and the delegation");
        }
    }

    /** Whether this is the person's word, by themselves or by who voted on their behalf. */
    public boolean speaksFor(Person person) {
        return reviewer.isSameAs(person) || onBehalfOf != null && onBehalfOf.isSameAs(person);
    }

    /** The same vote in sets of these names. */
    VoteCast in(List<String> others) {
        return new VoteCast(
                approval,
                action,
                vote,
                reviewer,
                others,
                choice,
                intentDigest,
                viewDigest,
                round,
                comment,
                standing,
                occurredAt,
                signIn,
                openedAt,
                onBehalfOf,
                delegation);
    }
}
