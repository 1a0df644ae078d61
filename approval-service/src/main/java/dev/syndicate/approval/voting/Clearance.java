package dev.syndicate.approval.voting;

import java.time.Instant;
import java.util.Objects;

/**
 * Whether votes may be taken: only while audit-service answers that no integrity finding stands unreleased.
 *
 * @param since from when on none has stood, without a break: what was voted before it was voted before a finding.
 *     {@link Instant#MIN} where that says nothing
 */
public record Clearance(Status status, Instant since) {

    /** No finding was ever released, or it does not matter when. */
    public static final Clearance CLEAR = clearSince(Instant.MIN);

    /** A finding stands. */
    public static final Clearance NOT_CLEAR = new Clearance(Status.NOT_CLEAR, Instant.MIN);

    /** No answer; it refuses like a finding. */
    public static final Clearance UNKNOWN = new Clearance(Status.UNKNOWN, Instant.MIN);

    /** What audit-service answered, if it did. */
    public enum Status {
        CLEAR,
        NOT_CLEAR,
        UNKNOWN
    }

    public Clearance {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(since, "since");
    }

    static Clearance clearSince(Instant since) {
        return new Clearance(Status.CLEAR, since);
    }

    public boolean isClear() {
        return status == Status.CLEAR;
    }

    /** The status's name, for pages. */
    public String name() {
        return status.name();
    }
}
