package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Merges what several rules demand, so that no rule is satisfied by less than it says: the sets of all, the shortest
 * expiry, the smallest review limit.
 */
final class Requirements {

    private Requirements() {}

    static ApprovalRequirement merged(List<Finding> findings) {
        List<ThresholdSet> sets = new ArrayList<>();
        findings.stream().filter(finding -> finding.approval() != null).forEach(finding -> add(finding, sets));
        return new ApprovalRequirement(sets, shortestExpiry(findings), smallestLimit(findings));
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
        return new ThresholdSet(rule + "/" + set.name(), set.approve(), set.deny(), set.group(), set.when());
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
