package dev.syndicate.audit.log;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the chain is written.
 *
 * @param stateDirectory the writer's own volume: its last signed head and the latch, outside the database
 * @param writer whether this process may write; readers answer queries only
 * @param batchSize the most events that become records in one transaction
 * @param tick the longest time between two looks for events when nobody asks
 * @param leaseTtl after this time without a sign of life another process may write
 * @param sealTimeout how long a seal request waits for its record
 * @param receiptLifetime how long a receipt grants anything
 * @param checkpointInterval how often a changed log is signed
 * @param keyOverlap how long a replaced key signs checkpoints beside its successor
 */
@Validated
@ConfigurationProperties("syndicate.audit")
public record AuditSettings(
        @NotNull Path stateDirectory,
        @DefaultValue("true") boolean writer,
        @DefaultValue("500") @Min(1) @Max(5_000) int batchSize,

        @DefaultValue("250ms") @DurationMin(millis = 10) @DurationMax(seconds = 5)
        Duration tick,

        @DefaultValue("5s") @DurationMin(seconds = 2) @DurationMax(seconds = 60)
        Duration leaseTtl,

        @DefaultValue("1800ms") @DurationMin(millis = 100) @DurationMax(seconds = 10)
        Duration sealTimeout,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(seconds = 5)
        Duration receiptLifetime,

        @DefaultValue("1s") @DurationMin(millis = 100) @DurationMax(seconds = 60)
        Duration checkpointInterval,

        @DefaultValue("30d") @DurationMin(seconds = 1) @DurationMax(days = 366)
        Duration keyOverlap) {}
