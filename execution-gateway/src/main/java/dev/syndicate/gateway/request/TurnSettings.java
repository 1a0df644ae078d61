package dev.syndicate.gateway.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests of many coding tools at the same moment, as after a restart.
 *
 * @param atOnce how many are worked on at once; those that wait for people do not count. Twice the connections to the
 *     database is enough to keep these busy
 * @param longest how long one waits for its turn before it is worked on all the same. Clients have to be more patient:
 *     what one asked for that has hung up before its turn is not done
 */
@Validated
@ConfigurationProperties("syndicate.gateway.turns")
record TurnSettings(
        @Min(1) @Max(10_000) @DefaultValue("32") int atOnce,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 10) @DefaultValue("30s")
        Duration longest) {}
