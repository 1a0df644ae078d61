package dev.syndicate.approval.explorer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What records can be found by, one parameter of {@code GET /v1/records}.
 *
 * @param name in the address
 * @param hint an example of a value
 * @param time whether it is a time
 */
public record SearchField(String name, String label, String hint, boolean time) {

    /** All but the words and the outcome, which have places of their own. */
    static final List<SearchField> OTHERS = List.of(
            text("workspace", "Workspace", "acme/checkout"),
            text("type", "Event", "ExecutionRefused"),
            text("principal", "Person", "dana"),
            text("approver", "Approver", "riley"),
            text("reviewer", "Voter", "riley"),
            text("agent", "Coding tool", "claude-code"),
            text("tool", "Tool", "shell"),
            text("target", "Target", "/srv/app"),
            text("digest", "Digest", "sha256:…"),
            text("policy", "Policy version", "1:…"),
            text("session", "Session", "its identifier"),
            text("action", "Action", "its identifier"),
            time("from", "Happened from"),
            time("to", "Happened before"),
            time("recordedFrom", "Recorded from"),
            time("recordedTo", "Recorded before"));

    /** How a record can end (docs/spec/chain-format.md, 3.2). */
    private static final List<String> OUTCOMES = List.of(
            "executed",
            "execution-failed",
            "executed-but-different",
            "outcome-unknown",
            "refused",
            "denied-by-policy",
            "denied-by-reviewer",
            "approved",
            "amended",
            "expired",
            "withdrawn",
            "superseded",
            "vote-refused");

    /** The outcomes with their words. */
    static Map<String, String> outcomes() {
        Map<String, String> words = new LinkedHashMap<>();
        OUTCOMES.forEach(outcome -> words.put(outcome, Kind.ofOutcome(outcome).word()));
        return words;
    }

    private static SearchField text(String name, String label, String hint) {
        return new SearchField(name, label, hint, false);
    }

    private static SearchField time(String name, String label) {
        return new SearchField(name, label, "", true);
    }
}
