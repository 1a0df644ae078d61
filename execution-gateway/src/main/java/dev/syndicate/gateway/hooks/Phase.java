package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.json.JsonObject;

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

    /** The phase of an event. A name of another type is no other event: it is answered as the one that has to be denied. */
    static Phase of(Host host, JsonObject event) {
        try {
            return host.phase(event);
        } catch (IllegalArgumentException mistyped) {
            return BEFORE;
        }
    }

    boolean isAfter() {
        return this == AFTER || this == AFTER_FAILURE;
    }
}
