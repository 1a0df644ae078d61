package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a vote would bring, before it is cast. */
final class Consequences {

    private Consequences() {}

    /** How somebody stands to a set. */
    static String membership(ThresholdSet set, boolean member, boolean open) {
        String people = set.approve() == 1 ? "Any one person" : "Any %d people".formatted(set.approve());
        String group = set.group() == null
                ? "%s who meets %s.".formatted(people, set.who())
                : "%s of %s.".formatted(people, set.who());
        return open && member ? "You count here. " + group : group;
    }

    static String head(ApprovalView view, List<String> own) {
        return lacking(view, own).isEmpty() ? "Your approval is the last one needed." : "After your approval";
    }

    static String text(ApprovalView view, List<String> own, boolean mayApprove) {
        return mayApprove ? approval(view, own) + " " + denial(view, own) : denial(view, own);
    }

    /** Approvals that there would be with this one. */
    static String progress(ApprovalView view, List<String> own) {
        int needed = view.requirement().sets().stream()
                .mapToInt(ThresholdSet::approve)
                .sum();
        int lacking = view.requirement().sets().stream()
                .mapToInt(set -> missing(view, set, own))
                .sum();
        return "%d of %d after your approval".formatted(needed - lacking, needed);
    }

    private static String approval(ApprovalView view, List<String> own) {
        String lacking = lacking(view, own);
        return lacking.isEmpty()
                ? "It may then run once, and only these bytes."
                : "it still needs %s. It runs only with all of them, and only these bytes.".formatted(lacking);
    }

    private static String denial(ApprovalView view, List<String> own) {
        List<ThresholdSet> ending = view.requirement().sets().stream()
                .filter(set -> own.contains(set.name()))
                .filter(set -> view.tally().denials(set) + 1 >= set.deny())
                .toList();
        return ending.isEmpty() ? "Your denial alone does not end it." : "Your denial ends it: nothing runs.";
    }

    private static String lacking(ApprovalView view, List<String> own) {
        return view.requirement().sets().stream()
                .filter(set -> missing(view, set, own) > 0)
                .map(set -> "%d more from %s".formatted(missing(view, set, own), set.name()))
                .collect(Collectors.joining(" and "));
    }

    private static int missing(ApprovalView view, ThresholdSet set, List<String> own) {
        int without = view.tally().missing(set);
        return own.contains(set.name()) ? Math.max(0, without - 1) : without;
    }
}
