package dev.syndicate.approval.explorer;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator signs with; it survives being wrong.
 *
 * @param reason what they checked themselves
 * @param record the number that they typed
 * @param known whether they know that the finding stays on record
 */
public record ReleaseForm(String reason, String record, boolean known) {

    static final ReleaseForm EMPTY = new ReleaseForm("", "", false);

    private static final int LONGEST = 1_000;

    /** What is wrong with it for this finding; empty when nothing is. */
    List<String> faults(StandingFinding finding) {
        List<String> faults = new ArrayList<>();
        if (reason.isBlank() || reason.length() > LONGEST) {
            faults.add("Say in 1 to 1,000 characters what you checked yourself.");
        }
        if (!finding.isTyped(record)) {
            faults.add(
                    finding.sequence() < 0
                            ? "What you typed is not the beginning of this finding's digest."
                            : "What you typed is not the number of the record that this finding names.");
        }
        if (!known) {
            faults.add("Say that you know what stays on record.");
        }
        return faults;
    }
}
