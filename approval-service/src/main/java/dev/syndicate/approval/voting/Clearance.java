package dev.syndicate.approval.voting;

/**
 * Whether votes may be taken: only while audit-service answers that no integrity finding stands unreleased.
 * No answer is {@link #UNKNOWN}, and refuses like a finding.
 */
public enum Clearance {
    CLEAR,
    NOT_CLEAR,
    UNKNOWN
}
