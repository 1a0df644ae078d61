package dev.syndicate.gateway.mcp.upstream;

import java.time.Duration;

/** How long an upstream that failed is left alone: twice as long after each failure, up to a minute. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final int DOUBLINGS = 7;

    private int failures;
    private long until;

    /** How long to wait yet; zero or less when it may be tried. */
    synchronized Duration left() {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(until - System.nanoTime());
    }

    synchronized void failed() {
        until = System.nanoTime()
                + FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS)).toNanos();
        failures++;
    }

    synchronized void succeeded() {
        failures = 0;
    }
}
