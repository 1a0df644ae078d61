package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.policy.ThresholdSet;

/** Says how a request ended, and what did not happen. */
final class Endings {

    private Endings() {}

    static String title(ApprovalState state) {
        return switch (state) {
            case OPEN -> "Open";
            case GRANTED -> "This request was approved";
            case DENIED -> "This request was denied";
            case EXPIRED -> "This request has expired";
            case WITHDRAWN -> "This request was withdrawn";
            case AMENDED -> "This request was amended";
            case SUPERSEDED -> "Policy ended this request";
        };
    }

    static String text(ApprovalView view, Moments moments) {
        Ending ending = view.ending();
        if (ending == null) {
            return "";
        }
        String at = moments.at(ending.at());
        return switch (ending.state()) {
            case OPEN -> "";
            case GRANTED ->
                "By %s at %s. It may run once, and only these bytes.".formatted(Wording.names(ending.by()), at);
            case DENIED -> "By %s at %s. Nothing ran.".formatted(Wording.names(ending.by()), at);
            case EXPIRED -> "At %s. It had %s. Nothing ran.".formatted(at, approvals(view));
            case SUPERSEDED -> "At %s. %s Nothing ran.".formatted(at, sentence(ending.reason()));
            case WITHDRAWN ->
                "By %s at %s: %s Nothing ran.".formatted(Wording.names(ending.by()), at, sentence(ending.reason()));
            case AMENDED ->
                "By %s at %s. Action %s takes its place, with an approval of its own where policy says so. This one never ran."
                        .formatted(Wording.names(ending.by()), at, ending.amendedBy());
        };
    }

    private static String approvals(ApprovalView view) {
        int needed = view.requirement().sets().stream()
                .mapToInt(ThresholdSet::approve)
                .sum();
        int given = view.requirement().sets().stream()
                .mapToInt(set -> Math.min(set.approve(), view.tally().approvals(set)))
                .sum();
        return "%d of %d approvals".formatted(given, needed);
    }

    private static String sentence(String reason) {
        return reason.isBlank() ? "no reason given." : reason.endsWith(".") ? reason : reason + ".";
    }
}
