package dev.syndicate.approval.notification;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubled each time up to a bound, and somewhere in their upper half, so that senders spread out. */
final class Pauses {

    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    Pauses(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The pause after so many attempts; at least one. */
    Duration after(int attempts) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        long ceiling = Math.min(longest.toMillis(), doubled.toMillis());
        return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    }
}
