package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import java.util.Objects;

/**
 * Whether votes that were given under an earlier policy version also meet the requirement of the one in force. A vote
 * counts for a set of the new requirement only where it counted for a set of the old one with the same group and the
 * same condition on the voter: nobody's membership is judged again after the fact.
 */
final class ThresholdsMet {

    private ThresholdsMet() {}

    static boolean of(
            ApprovalRequirement inForce, ApprovalRequirement asked, List<VoteCast> votes, IntentDigest intent) {
        List<VoteCast> counting = lastRound(votes).stream()
                .filter(vote -> vote.intentDigest().equals(intent))
                .toList();
        return inForce.sets().stream().allMatch(set -> isMet(set, asked, counting));
    }

    private static boolean isMet(ThresholdSet set, ApprovalRequirement asked, List<VoteCast> votes) {
        return asked.sets().stream()
                .filter(old -> old.group().equals(set.group()) && Objects.equals(old.when(), set.when()))
                .anyMatch(old -> voters(old.name(), VoteChoice.APPROVE, votes) >= set.approve()
                        && voters(old.name(), VoteChoice.DENY, votes) < set.deny());
    }

    private static long voters(String set, VoteChoice choice, List<VoteCast> votes) {
        return votes.stream()
                .filter(vote -> vote.choice() == choice && vote.sets().contains(set))
                .map(vote -> vote.reviewer().issuer() + " " + vote.reviewer().subject())
                .distinct()
                .count();
    }

    private static List<VoteCast> lastRound(List<VoteCast> votes) {
        int last = votes.stream().mapToInt(VoteCast::round).max().orElse(0);
        return votes.stream().filter(vote -> vote.round() == last).toList();
    }
}
