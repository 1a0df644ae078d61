package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The standing grant that an approval gives besides: the one for which alone every threshold set is met. Votes for other
 * terms, or for the action only, still approve the action.
 */
final class StandingTally {

    private StandingTally() {}

    /** What was agreed on, and by whom. */
    record Agreed(StandingVote standing, List<Person> voters) {}

    static Optional<Agreed> agreed(List<ThresholdSet> sets, List<VoteCast> votes) {
        return votes.stream()
                .map(VoteCast::standing)
                .filter(Objects::nonNull)
                .distinct()
                .map(standing -> new Agreed(standing, voters(standing, votes)))
                .filter(agreed -> new Tally(sets, votesFor(agreed.standing(), votes)).isMet())
                .findFirst();
    }

    private static List<Person> voters(StandingVote standing, List<VoteCast> votes) {
        return votesFor(standing, votes).stream().map(VoteCast::reviewer).toList();
    }

    private static List<VoteCast> votesFor(StandingVote standing, List<VoteCast> votes) {
        return votes.stream().filter(vote -> standing.equals(vote.standing())).toList();
    }
}
