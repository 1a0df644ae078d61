package dev.syndicate.platform.eventstore;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are read.
 *
 * @param requiredSchema the oldest schema version that this service works with; it does not start on an older one
 * @param tick the longest time between two looks at the sequence when no notification arrives
 * @param linger how long to wait behind a notification for more of them: people do not notice, and what follows an action
 *     does not take the processors away from it
 * @param batchSize how many events are read at once
 * @param processorBatchSize how many events a processor handles in one transaction, which has to end within 2 s
 * @param claimTimeout after this time without a sign of life another replica takes over a processor
 */
@Validated
@ConfigurationProperties("syndicate.eventstore")
public record EventStoreProperties(
        @DefaultValue("100") long requiredSchema,
        @DefaultValue("250ms") Duration tick,
        @DefaultValue("20ms") Duration linger,
        @DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("32") @Min(1) @Max(1_000) int processorBatchSize,
        @DefaultValue("5s") Duration claimTimeout) {}
