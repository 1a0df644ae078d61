package dev.syndicate.contracts.controls;

import java.util.List;

/**
 * What the records of a population say about its executions.
 *
 * @param executions how many executions were granted
 * @param inOrder how many of them meet every control
 * @param outside how many began outside the population and were not judged
 * @param exceptions how many exceptions there are
 * @param findings the first of them, at most {@link #LISTED}
 */
public record ControlReport(
        long executions, long inOrder, long outside, long exceptions, List<ControlFinding> findings) {

    /** How many exceptions are kept by name. */
    public static final int LISTED = 1000;

    public ControlReport {
        findings = List.copyOf(findings);
    }
}
