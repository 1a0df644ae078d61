package dev.syndicate.cli.audit;

import dev.syndicate.contracts.controls.ControlFinding;
import dev.syndicate.contracts.controls.ControlReport;
import java.util.List;

/** What the controls found, for a person and as JSON. */
record Controls(long executions, long inOrder, long begunOutside, long exceptions, List<Exceptional> findings) {

    /** A record that does not answer as it should. */
    record Exceptional(long sequence, String code, String detail) {}

    static Controls of(ControlReport report) {
        return new Controls(
                report.executions(),
                report.inOrder(),
                report.outside(),
                report.exceptions(),
                report.findings().stream().map(Controls::exceptional).toList());
    }

    private static Exceptional exceptional(ControlFinding finding) {
        return new Exceptional(
                finding.sequence(), finding.code().wireName(), finding.code().sentence());
    }

    /** A line of numbers, and one for each exception. */
    String sentences() {
        StringBuilder text = new StringBuilder("Controls: executions %d, in order %d, begun outside %d, exceptions %d."
                .formatted(executions, inOrder, begunOutside, exceptions));
        for (Exceptional one : findings) {
            text.append("%nEXCEPTION at record %d (%s): %s".formatted(one.sequence(), one.code(), one.detail()));
        }
        return text.toString();
    }
}
