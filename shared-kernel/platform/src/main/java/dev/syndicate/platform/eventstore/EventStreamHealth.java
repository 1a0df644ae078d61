package dev.syndicate.platform.eventstore;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while this process cannot see new events. */
final class EventStreamHealth implements HealthIndicator {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final EventTail tail;

    EventStreamHealth(EventTail tail) {
        this.tail = tail;
    }

    @Override
    public Health health() {
        return tail.sinceLastLook().compareTo(LONGEST_SILENCE) < 0
                ? Health.up().build()
                : Health.down().build();
    }
}
