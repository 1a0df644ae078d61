package dev.syndicate.platform.id;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock and the identifiers that the domain is given. */
@AutoConfiguration
public class IdentifierAutoConfiguration {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    /** UTC, cut to microseconds: what PostgreSQL stores is what was hashed. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }

    @Bean
    @ConditionalOnMissingBean
    Identifiers identifiers(Clock clock) {
        return Identifiers.timeOrdered(clock);
    }
}
