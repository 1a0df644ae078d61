package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.view.SecretKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Merges what several rules demand, so that no rule is satisfied by less than it says: the sets of all, disjoint if any
 * rule's are, the shortest expiry, the smallest review limit, the narrowest standing grant, and masked only what all let be
 * masked.
 */
final class Requirements {

    private Requirements() {}

    static ApprovalRequirement merged(List<Finding> findings) {
        List<ThresholdSet> sets = new ArrayList<>();
        findings.stream().filter(finding -> finding.approval() != null).forEach(finding -> add(finding, sets));
        return new ApprovalRequirement(
                sets,
                shortestExpiry(findings),
                smallestLimit(findings),
                narrowestStanding(findings),
                disjoint(findings),
                maskedByAll(findings));
    }

    /** A rule that names no kind, or not this one, wants its reviewers to see it: one more rule never hides more. */
    private static List<SecretKind> maskedByAll(List<Finding> findings) {
        return requirements(findings).stream()
                .map(requirement -> requirement.masked().kinds())
                .reduce((one, other) -> one.stream().filter(other::contains).collect(Collectors.toUnmodifiableSet()))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private static void add(Finding finding, List<ThresholdSet> sets) {
        for (ThresholdSet set : requirement(finding).sets()) {
            if (!sets.contains(set)) {
                sets.add(isTaken(set.name(), sets) ? renamed(set, finding.rule().id()) : set);
            }
        }
    }

    private static boolean isTaken(String name, List<ThresholdSet> sets) {
        return sets.stream().anyMatch(set -> set.name().equals(name));
    }

    private static ThresholdSet renamed(ThresholdSet set, String rule) {
        return new ThresholdSet(
                rule + "/" + set.name(), set.approve(), set.deny(), set.group(), set.when(), set.escalation());
    }

    /** Where one rule wants different people in its sets, all sets want them. Absent where no rule says anything. */
    private static @Nullable Boolean disjoint(List<Finding> findings) {
        return requirements(findings).stream().anyMatch(ApprovalRequirement::countsPeopleOnce) ? Boolean.TRUE : null;
    }

    private static Duration shortestExpiry(List<Finding> findings) {
        return requirements(findings).stream()
                .map(ApprovalRequirement::expiresAfter)
                .min(Duration::compareTo)
                .orElseThrow();
    }

    private static int smallestLimit(List<Finding> findings) {
        return requirements(findings).stream()
                .mapToInt(ApprovalRequirement::reviewLineLimit)
                .min()
                .orElseThrow();
    }

    /** An approval stands for further actions only as far as every rule lets it. */
    private static @Nullable StandingLimits narrowestStanding(List<Finding> findings) {
        return requirements(findings).stream()
                .map(requirement -> Optional.ofNullable(requirement.standing()))
                .reduce((one, other) -> one.flatMap(left -> other.flatMap(right -> narrower(left, right))))
                .flatMap(narrowest -> narrowest)
                .orElse(null);
    }

    private static Optional<StandingLimits> narrower(StandingLimits one, StandingLimits other) {
        List<GrantScope> both =
                one.scopes().stream().filter(other.scopes()::contains).toList();
        Duration shorter =
                one.maxDuration().compareTo(other.maxDuration()) < 0 ? one.maxDuration() : other.maxDuration();
        return both.isEmpty()
                ? Optional.empty()
                : Optional.of(new StandingLimits(Math.min(one.maxUses(), other.maxUses()), shorter, both));
    }

    private static List<ApprovalRequirement> requirements(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.approval() != null)
                .map(Requirements::requirement)
                .toList();
    }

    private static ApprovalRequirement requirement(Finding finding) {
        return Objects.requireNonNull(finding.approval(), "approval");
    }
}
