package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import java.util.List;

/**
 * Whether votes that were given under an earlier policy version also meet the requirement of the one in force. They are
 * counted as approval-service counts them, by {@link Tally}. They do not where something was masked to the voters that the
 * requirement in force wants shown.
 */
final class ThresholdsMet {

    private ThresholdsMet() {}

    static boolean of(ApprovalRequirement inForce, Tally recorded, IntentDigest intent) {
        List<VoteCast> counting = recorded.votes().stream()
                .filter(vote -> vote.intentDigest().equals(intent))
                .toList();
        Tally tally = new Tally(recorded.requirement(), recorded.round(), counting).under(inForce);
        return inForce.letsMask(recorded.requirement())
                && tally.isMet()
                && tally.deniedBy().isEmpty();
    }
}
