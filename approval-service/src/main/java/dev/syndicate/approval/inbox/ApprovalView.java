package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.approval.voting.Tally;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One approval as it stands, derived from its events.
 *
 * @param ending absent while it is open
 * @param votes those that count, in their order
 * @param refusedVotes those that do not
 */
public record ApprovalView(
        ApprovalRequested request,
        Synopsis synopsis,
        @Nullable Ending ending,
        List<VoteCast> votes,
        List<VoteRefused> refusedVotes) {

    public ApprovalView {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(synopsis, "synopsis");
        votes = List.copyOf(votes);
        refusedVotes = List.copyOf(refusedVotes);
    }

    public ApprovalState state() {
        return ending == null ? ApprovalState.OPEN : ending.state();
    }

    /** Who must approve, how many, and how long the request stands. */
    public ApprovalRequirement requirement() {
        return Objects.requireNonNull(request.decision().approval(), "a request states who must approve");
    }

    public Tally tally() {
        return new Tally(requirement().sets(), votes);
    }

    /** The vote of this person, if they have voted. */
    public Optional<VoteCast> voteOf(Person person) {
        return votes.stream().filter(vote -> vote.reviewer().isSameAs(person)).findFirst();
    }
}
