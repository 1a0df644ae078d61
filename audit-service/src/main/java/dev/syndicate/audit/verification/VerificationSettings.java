package dev.syndicate.audit.verification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the live database is verified.
 *
 * @param threads how many read and examine records at once in a verification that somebody asked for
 * @param scrubPeriod within this time the scrub reads every record again
 * @param scrubPause the longest pause between two slices of the scrub; with few records they come more often than the
 *     period asks for
 * @param scrubSlice the most records that the scrub reads at once
 * @param scrubTail how often the scrub looks at what is new
 */
@Validated
@ConfigurationProperties("syndicate.audit.verification")
record VerificationSettings(
        @DefaultValue("2") @Min(1) @Max(16) int threads,

        @DefaultValue("24h") @DurationMin(seconds = 1) @DurationMax(days = 31)
        Duration scrubPeriod,

        @DefaultValue("5s") @DurationMin(millis = 1) @DurationMax(minutes = 10)
        Duration scrubPause,

        @DefaultValue("500") @Min(10) @Max(5_000) int scrubSlice,

        @DefaultValue("1s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration scrubTail) {}
