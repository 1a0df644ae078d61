package dev.syndicate.gateway.hooks;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * How a host waits for people.
 *
 * @param longest how long this request may be held
 * @param then what it is told when nobody has decided by then
 * @param attended whether the host still waits, asked after a wait
 */
record Patience(Duration longest, Then then, BooleanSupplier attended) {

    /** What comes after an undecided wait. */
    enum Then {
        /** It is over: the call is denied, with a link to the approval. */
        DENY,
        /** The process ends, and asks the same again when it is resumed. */
        DEFER,
        /** Our shim asks again, with fresh facts; also once people have decided, so that nothing stale is run. */
        AGAIN
    }

    Patience {
        Objects.requireNonNull(longest, "longest");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(attended, "attended");
    }

    /** Whether the host still waits. */
    boolean isAttended() {
        return attended.getAsBoolean();
    }
}
