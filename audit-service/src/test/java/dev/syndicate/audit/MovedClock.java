package dev.syndicate.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, moved by as much as a test says. */
final class MovedClock extends Clock {

    private volatile Duration by = Duration.ZERO;

    void ahead(Duration more) {
        by = by.plus(more);
    }

    void back(Duration less) {
        by = by.minus(less);
    }

    @Override
    public ZoneId getZone() {
        return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(by);
    }
}
