package dev.syndicate.approval.story;

import java.time.Instant;

/**
 * What has become of an action so far.
 *
 * @param detail the typed reason of a refusal, the decider's words, an exit code; empty where there is nothing to say
 */
public record Standing(Kind kind, String detail, Instant at) {

    /** How far an action has come, or how it has ended. */
    public enum Kind {
        PROPOSED,
        AWAITED,
        AUTHORISED,
        INTENDED,
        RUNNING,
        EXECUTED,
        FAILED,
        DIVERGED,
        UNKNOWN,
        REFUSED,
        DENIED_BY_POLICY,
        DENIED_BY_REVIEWER,
        EXPIRED,
        WITHDRAWN
    }
}
