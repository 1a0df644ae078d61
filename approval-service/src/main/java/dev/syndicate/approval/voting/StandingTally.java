package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.StandingLimits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The standing grant that an approval gives besides: the one for which alone every threshold set is met. Votes for other
 * terms, or for the action only, still approve the action. Terms that were voted for under an earlier policy version, or that
 * the one in force does not let stand, are agreed on by nobody.
 */
final class StandingTally {

    private StandingTally() {}

    /** What was agreed on, and by whom. */
    record Agreed(StandingVote standing, List<Person> voters) {}

    static Optional<Agreed> agreed(ApprovalHistory history) {
        return history.grant().wasGiven()
                ? Optional.empty()
                : history.tally().votes().stream()
                        .map(VoteCast::standing)
                        .filter(Objects::nonNull)
                        .distinct()
                        .filter(standing -> isAllowed(standing, history))
                        .flatMap(standing -> agreedOn(standing, history.tally()).stream())
                        .findFirst();
    }

    private static boolean isAllowed(StandingVote standing, ApprovalHistory history) {
        StandingLimits limits = history.requirement().standing();
        return limits != null
                && standing.terms().areWithin(limits)
                && standing.grantDigest().equals(standing.terms().digestFor(history.request(), history.decision()));
    }

    private static Optional<Agreed> agreedOn(StandingVote standing, Tally all) {
        List<VoteCast> votes = all.votes().stream()
                .filter(vote -> standing.equals(vote.standing()))
                .toList();
        Tally alone = new Tally(all.requirement(), all.round(), votes);
        return alone.isMet() ? Optional.of(new Agreed(standing, alone.approvers())) : Optional.empty();
    }
}
