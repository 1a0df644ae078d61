package dev.syndicate.approval.voting;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.StandingLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A vote together with what it is about: all that the rules may look at.
 *
 * @param decision the one under which people are asked now
 * @param tally the votes that count in the round in which this one would
 * @param taken all votes of every round
 * @param grant what it let stand before, if anything
 * @param sets names of the threshold sets that the voter belongs to
 */
record Ballot(
        ApprovalRequested request,
        Decision decision,
        Tally tally,
        List<VoteCast> taken,
        @Nullable Ending ending,
        GrantState grant,
        List<String> sets,
        CastVote vote) {

    Ballot {
        taken = List.copyOf(taken);
        sets = List.copyOf(sets);
    }

    static Ballot on(ApprovalHistory history, CastVote vote, SetMembership membership) {
        List<String> sets = membership.setsOf(
                vote.voter(), vote.delegated(), history.requirement(), history.escalatedAt(vote.at()));
        return new Ballot(
                history.request(),
                history.decision(),
                history.tally(),
                history.votes(),
                history.endingAt(vote.at()).orElse(null),
                history.grant(),
                sets,
                vote);
    }

    /** As it will be once votes that are older than the release of a finding no longer count; the round keeps its number. */
    Ballot clearSince(Instant since) {
        Tally fresh = new Tally(tally.requirement(), tally.round(), List.of());
        return tally.hasVotesBefore(since)
                ? new Ballot(request, decision, fresh, taken, ending, grant, sets, vote)
                : this;
    }

    /** Who speaks with this vote: the voter, and who delegated it to them. */
    List<Person> speakers() {
        return Stream.concat(
                        Stream.of(vote.voter().person()),
                        Stream.ofNullable(vote.delegated()).map(Delegated::delegator))
                .toList();
    }

    /** A vote of this round by one of those who speak with this one. */
    Optional<VoteCast> earlierVote() {
        return tally.votes().stream()
                .filter(cast -> speakers().stream().anyMatch(cast::speaksFor))
                .findFirst();
    }

    /**
     * Whether policy lets it stand on these terms. It would outlast a delegation, and what stood once and lost its votes does
     * not stand again.
     */
    boolean mayStand(StandingVote standing) {
        StandingLimits limits = tally.requirement().standing();
        return limits != null
                && vote.choice() == VoteChoice.APPROVE
                && vote.delegation() == null
                && !grant.wasGiven()
                && standing.terms().areWithin(limits)
                && (standing.terms().scope() != GrantScope.TARGET
                        || !request.summary().targets().isEmpty());
    }
}
