package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Refuses at once what nobody could ever decide: a request that is over already, a set whose condition cannot be read,
 * and, where the operator states how many people a group has, a set that asks for more than that.
 */
final class QuorumIsAttainable implements RequestRule {

    private final ApprovalSettings settings;
    private final SetMembership membership;
    private final Clock clock;

    QuorumIsAttainable(ApprovalSettings settings, SetMembership membership, Clock clock) {
        this.settings = settings;
        this.membership = membership;
        this.clock = clock;
    }

    @Override
    public void check(RequestApproval request) {
        Instant now = clock.instant();
        if (!request.expiresAt().isAfter(now)) {
            throw unattainable("The request expires at %s, and it is %s".formatted(request.expiresAt(), now), Map.of());
        }
        ApprovalRequirement requirement =
                Objects.requireNonNull(request.decision().approval(), "approval is required");
        requirement.sets().forEach(this::check);
    }

    private void check(ThresholdSet set) {
        if (!membership.canRead(set)) {
            throw unattainable("The condition of set %s cannot be read".formatted(set.name()), named(set));
        }
        Integer members = settings.groupMembers().get(set.group());
        if (members != null && members < set.approve()) {
            throw unattainable(
                    "Set %s asks for %d approvals; group %s has %d members"
                            .formatted(set.name(), set.approve(), set.group(), members),
                    named(set));
        }
    }

    private static Map<String, Object> named(ThresholdSet set) {
        return Map.of("set", set.name());
    }

    private static ProblemException unattainable(String detail, Map<String, Object> extras) {
        return new ProblemException(ApprovalProblems.QUORUM_UNATTAINABLE, detail, extras);
    }
}
