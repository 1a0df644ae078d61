package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vote together with what it is about: all that the rules may look at.
 *
 * @param sets names of the threshold sets that the voter belongs to
 */
record Ballot(
        ApprovalRequested request,
        List<VoteCast> votes,
        @Nullable Ending ending,
        List<String> sets,
        CastVote vote) {

    Ballot {
        votes = List.copyOf(votes);
        sets = List.copyOf(sets);
    }

    ApprovalRequirement requirement() {
        return Objects.requireNonNull(request.decision().approval(), "a request states who must approve");
    }

    Optional<VoteCast> earlierVote() {
        return votes.stream()
                .filter(cast -> cast.reviewer().isSameAs(vote.voter().person()))
                .findFirst();
    }

    /** This very vote, if it was taken before: the same id, voter, choice and digests. */
    Optional<VoteCast> sameVote() {
        return earlierVote()
                .filter(cast -> cast.vote().equals(vote.vote())
                        && cast.choice() == vote.choice()
                        && cast.intentDigest().equals(vote.intentDigest())
                        && cast.viewDigest().equals(vote.viewDigest())
                        && Objects.equals(cast.standing(), vote.standing()));
    }
}
