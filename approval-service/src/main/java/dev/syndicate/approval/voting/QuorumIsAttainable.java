package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses at once what nobody could ever decide: a request that is over already, a set whose condition cannot be read,
 * and, where the operator states who or how many belong to a group, a set that asks for more approvals or denials than
 * that, or disjoint sets that there are not people enough for.
 */
final class QuorumIsAttainable {

    /** Why nobody could, and which set that is about. */
    record Unattainable(String detail, Map<String, Object> extras) {

        static Unattainable by(ThresholdSet set, String detail) {
            return new Unattainable(detail, Map.of("set", set.name()));
        }
    }

    private final ApprovalSettings settings;
    private final SetMembership membership;
    private final Clock clock;

    QuorumIsAttainable(ApprovalSettings settings, SetMembership membership, Clock clock) {
        this.settings = settings;
        this.membership = membership;
        this.clock = clock;
    }

    /** Throws where nobody could. */
    void check(RequestApproval request) {
        Instant now = clock.instant();
        if (!request.expiresAt().isAfter(now)) {
            throw problem(new Unattainable(
                    "The request expires at %s, and it is %s".formatted(request.expiresAt(), now), Map.of()));
        }
        objectionTo(ApprovalEvents.requirement(request.decision()), Requests.requested(request, now))
                .ifPresent(unattainable -> {
                    throw problem(unattainable);
                });
    }

    /** Why nobody could meet this requirement on this request, if that is known. */
    Optional<Unattainable> objectionTo(ApprovalRequirement requirement, ApprovalRequested request) {
        KnownReviewers known = KnownReviewers.of(settings, request);
        return Stream.concat(
                        requirement.sets().stream().flatMap(set -> objectionTo(set, known).stream()),
                        known.shortOfPeople(requirement).stream())
                .findFirst();
    }

    private Optional<Unattainable> objectionTo(ThresholdSet set, KnownReviewers known) {
        if (!membership.canRead(set)) {
            return Optional.of(Unattainable.by(set, "The condition of set %s cannot be read".formatted(set.name())));
        }
        return known.most(set).flatMap(most -> tooMany(set, most));
    }

    private static Optional<Unattainable> tooMany(ThresholdSet set, int most) {
        if (most < set.approve()) {
            return Optional.of(Unattainable.by(
                    set,
                    "Set %s asks for %d approvals; %d people of %s may vote"
                            .formatted(set.name(), set.approve(), most, set.who())));
        }
        return most < set.deny()
                ? Optional.of(Unattainable.by(
                        set,
                        "Set %s asks for %d denials; %d people of %s may vote, so nobody could deny it"
                                .formatted(set.name(), set.deny(), most, set.who())))
                : Optional.empty();
    }

    private static ProblemException problem(Unattainable unattainable) {
        return new ProblemException(ApprovalProblems.QUORUM_UNATTAINABLE, unattainable.detail(), unattainable.extras());
    }
}
