package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalHistory;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One approval as it stands.
 *
 * @param history what happened so far
 */
public record ApprovalView(ApprovalHistory history, Synopsis synopsis) {

    public ApprovalView {
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(synopsis, "synopsis");
    }

    public ApprovalRequested request() {
        return history.request();
    }

    /** Absent while it is open. */
    public @Nullable Ending ending() {
        return history.ending().orElse(null);
    }

    public ApprovalState state() {
        return history.state();
    }

    /** Who must approve now, and how many. */
    public ApprovalRequirement requirement() {
        return history.requirement();
    }

    public Tally tally() {
        return history.tally();
    }

    /** The votes that count, in their order. */
    public List<VoteCast> votes() {
        return tally().votes();
    }

    /** The votes of earlier rounds, which no longer count. */
    public List<VoteCast> earlierVotes() {
        return history.votes().stream()
                .filter(vote -> vote.round() < tally().round())
                .toList();
    }

    /** Votes that were not taken. */
    public List<VoteRefused> refusedVotes() {
        return history.refusals();
    }

    /** Why votes began anew, the first time first. */
    public List<RoundOpened> rounds() {
        return history.rounds();
    }

    public List<ApprovalCommented> comments() {
        return history.comments();
    }

    /** The vote by or on behalf of this person, if it counts. */
    public Optional<VoteCast> voteOf(Person person) {
        return votes().stream().filter(vote -> vote.speaksFor(person)).findFirst();
    }
}
