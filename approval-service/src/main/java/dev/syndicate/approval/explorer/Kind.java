package dev.syndicate.approval.explorer;

import java.util.Locale;

/**
 * What a record is about, as a chip: word, shape, then colour.
 *
 * @param tone the style's class; green only for what the record confirms to have run or been allowed as decided
 */
public record Kind(String word, String icon, String tone) {

    /** By the record's outcome, or by its event where it is no end. */
    static Kind of(String eventType, String outcome) {
        return outcome.isEmpty() ? ofEvent(simple(eventType)) : ofOutcome(outcome);
    }

    static Kind ofOutcome(String outcome) {
        return switch (outcome) {
            case "executed" -> new Kind("Executed", "i-check", "good");
            case "execution-failed" -> new Kind("Executed, failed", "i-cross", "");
            case "executed-but-different" -> new Kind("Executed, but different", "i-neq", "bad");
            case "outcome-unknown" -> new Kind("Outcome unknown", "i-unknown", "warn");
            case "refused" -> new Kind("Refused at execution", "i-neq", "bad");
            case "denied-by-policy" -> new Kind("Denied by policy", "i-ban", "");
            case "denied-by-reviewer" -> new Kind("Denied by a reviewer", "i-x", "");
            case "approved" -> new Kind("Approved", "i-check", "good");
            case "amended" -> new Kind("Amended", "i-pen", "alt");
            case "expired" -> new Kind("Expired", "i-hour", "");
            case "withdrawn" -> new Kind("Withdrawn", "i-undo", "");
            case "superseded" -> new Kind("Superseded", "i-x", "");
            case "vote-refused" -> new Kind("Vote refused", "i-ban", "");
            default -> new Kind(outcome, "i-dot", "");
        };
    }

    private static Kind ofEvent(String event) {
        return switch (event) {
            case "IntegrityViolationFound" -> new Kind(words(event), "i-shield-x", "bad");
            case "IntegrityFindingReleased", "ChainVerified" -> new Kind(words(event), "i-shield", "");
            case "RecordsRead" -> new Kind(words(event), "i-eye", "");
            case "VoteCast" -> new Kind(words(event), "i-tick", "");
            default -> new Kind(words(event), "i-dot", "");
        };
    }

    /** {@code ActionProposed} is Action proposed. */
    static String words(String event) {
        String apart = simple(event).replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
        return apart.isEmpty() ? "" : apart.charAt(0) + apart.substring(1).toLowerCase(Locale.ROOT);
    }

    static String simple(String eventType) {
        return eventType.substring(eventType.lastIndexOf('.') + 1);
    }
}
