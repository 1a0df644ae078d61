package dev.syndicate.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Hands out new identifiers, UUIDv7 (RFC 9562, section 5.7): the first 48 bits are milliseconds since 1970, so that
 * later identifiers sort after earlier ones; those of one process never repeat and never go backwards within a
 * millisecond. A test passes a lambda that returns known ones.
 */
@FunctionalInterface
public interface Identifiers {

    /** A new identifier. */
    UUID next();

    /** Identifiers with the time of this clock and strong randomness. */
    static Identifiers timeOrdered(Clock clock) {
        TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
        return generator::generate;
    }
}
