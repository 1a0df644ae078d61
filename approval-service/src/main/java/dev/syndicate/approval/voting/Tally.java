package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import java.util.Optional;

/**
 * The votes so far against what policy asks for. A vote counts in every set that its voter belongs to: sets say which
 * groups must have agreed, not how many different people; a policy that wants different people names disjoint groups.
 */
public record Tally(List<ThresholdSet> sets, List<VoteCast> votes) {

    public Tally {
        sets = List.copyOf(sets);
        votes = List.copyOf(votes);
    }

    /** Approvals that count in this set. */
    public int approvals(ThresholdSet set) {
        return count(set, VoteChoice.APPROVE);
    }

    /** Denials that count in this set. */
    public int denials(ThresholdSet set) {
        return count(set, VoteChoice.DENY);
    }

    /** Approvals that this set still needs. */
    public int missing(ThresholdSet set) {
        return Math.max(0, set.approve() - approvals(set));
    }

    /** Whether every set has the approvals that it needs. */
    public boolean isMet() {
        return sets.stream().allMatch(set -> missing(set) == 0);
    }

    /** The set whose denials end the approval, if there is one. */
    public Optional<ThresholdSet> deniedBy() {
        return sets.stream().filter(set -> denials(set) >= set.deny()).findFirst();
    }

    /** Those who approved, in the order of their votes. */
    public List<Person> approvers() {
        return votes.stream()
                .filter(vote -> vote.choice() == VoteChoice.APPROVE)
                .map(VoteCast::reviewer)
                .toList();
    }

    private int count(ThresholdSet set, VoteChoice choice) {
        return (int) votes.stream()
                .filter(vote -> vote.choice() == choice && vote.sets().contains(set.name()))
                .count();
    }
}
