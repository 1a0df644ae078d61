package dev.syndicate.audit.evidence;

/** Words for people in place of those for machines. */
final class Words {

    private Words() {}

    static String outcome(String outcome) {
        return switch (outcome) {
            case "executed" -> "Executed as authorised";
            case "executed-but-different" -> "Executed, but different";
            case "execution-failed" -> "Execution failed";
            case "outcome-unknown" -> "Outcome unknown";
            case "denied-by-policy" -> "Denied by policy";
            case "denied-by-reviewer" -> "Denied by a reviewer";
            case "refused" -> "Refused at execution";
            case "vote-refused" -> "Votes refused";
            case "withdrawn" -> "Withdrawn";
            case "amended" -> "Amended by a reviewer";
            case "expired" -> "Expired";
            case "superseded" -> "Superseded by another policy version";
            default -> outcome;
        };
    }

    /** The style class of an outcome: good, bad, stopped or open. */
    static String tone(String outcome) {
        return switch (outcome) {
            case "executed" -> "good";
            case "executed-but-different" -> "bad";
            case "execution-failed", "outcome-unknown" -> "open";
            default -> "stopped";
        };
    }
}
