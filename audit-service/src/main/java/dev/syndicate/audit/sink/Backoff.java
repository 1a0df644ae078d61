package dev.syndicate.audit.sink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubled each time up to a bound, and anywhere below that, so that senders spread out. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final int MAX_DOUBLINGS = 20;

    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    /** The pause after one more failure. */
    Duration failed() {
        long ceiling = Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }

    void succeeded() {
        failures = 0;
    }
}
