package dev.syndicate.gateway.hooks;

/** Where in a call's life an event comes from. */
enum Phase {
    /** A tool is about to run; the host waits for an answer. */
    BEFORE,
    /** A tool ran. */
    AFTER,
    /** A tool ran and failed. */
    AFTER_FAILURE,
    /** The host's own session began. */
    SESSION_START,
    /** Nothing that is governed. */
    OTHER;

    boolean isAfter() {
        return this == AFTER || this == AFTER_FAILURE;
    }
}
