package dev.syndicate.audit.sink;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One sink.
 *
 * @param type what kind of receiver; the settings of the same name must be there
 * @param format one of the forms of an export, or {@code bundle} for s3; by default {@code cloudevents} for webhook and
 *     kafka, {@code syslog} for syslog, {@code bundle} for s3
 * @param filter as the parameters of GET /v1/records; empty for everything
 * @param start where a new sink begins
 * @param batchSize the most records that are sent at once
 * @param linger how long a batch that is not full waits for more
 * @param interval the time between two looks when nothing waits
 * @param timeout how long a receiver may take for a batch
 * @param maxBackoff the longest pause between two attempts
 */
record SinkProperties(
        @NotNull Type type,
        @Nullable String format,
        @DefaultValue Map<String, String> filter,
        @DefaultValue("beginning") Start start,
        @DefaultValue("100") @Min(1) @Max(5_000) int batchSize,
        @DefaultValue("0s") Duration linger,

        @DefaultValue("1s") @DurationMin(millis = 10) Duration interval,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 5)
        Duration timeout,

        @DefaultValue("5m") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration maxBackoff,

        @Valid @Nullable Webhook webhook,
        @Valid @Nullable Kafka kafka,
        @Valid @Nullable S3 s3,
        @Valid @Nullable Syslog syslog) {

    /** The kinds of receivers. */
    enum Type {
        WEBHOOK,
        KAFKA,
        S3,
        SYSLOG
    }

    /** Where a sink begins that has no cursor yet. */
    enum Start {
        BEGINNING,
        NOW
    }

    /**
     * An HTTP receiver, called as Standard Webhooks says.
     *
     * @param url https, unless {@code plaintext}
     * @param secrets {@code whsec_…}; each signs, so that a secret can be replaced without a gap
     * @param plaintext whether http is allowed
     * @param sslBundle the SSL bundle (spring.ssl.bundle) that the receiver is trusted by; absent for the platform's
     */
    record Webhook(
            @NotNull URI url,
            @NotEmpty List<@NotBlank String> secrets,
            @DefaultValue("false") boolean plaintext,
            @Nullable String sslBundle) {}

    /**
     * A Kafka topic.
     *
     * @param bootstrapServers host:port, several with commas
     * @param properties further producer settings, for example for SASL and TLS; acks and idempotence are not among them
     */
    record Kafka(
            @NotBlank String bootstrapServers,
            @NotBlank String topic,
            @DefaultValue Map<String, String> properties) {}

    /**
     * An S3-compatible bucket with object lock. Credentials come from where the AWS SDK looks for them.
     *
     * @param prefix in front of every key
     * @param endpoint for stores other than Amazon's
     * @param pathStyle whether the bucket is part of the path
     * @param mode of the retention
     * @param retention how long an object cannot be deleted
     */
    record S3(
            @NotBlank String bucket,
            @DefaultValue("") String prefix,
            @DefaultValue("us-east-1") String region,
            @Nullable URI endpoint,
            @DefaultValue("false") boolean pathStyle,
            @DefaultValue("COMPLIANCE") Mode mode,
            @NotNull @DurationMin(minutes = 1) Duration retention) {}

    /** Who may shorten a retention: nobody, or whoever has the special right. */
    enum Mode {
        COMPLIANCE,
        GOVERNANCE
    }

    /**
     * A syslog receiver over TLS (RFC 5425), or over plain TCP (RFC 6587).
     *
     * @param sslBundle the SSL bundle (spring.ssl.bundle) that the receiver is trusted by; absent for the platform's
     */
    record Syslog(
            @NotBlank String host,
            @Min(1) @Max(65_535) int port,
            @DefaultValue("false") boolean plaintext,
            @Nullable String sslBundle) {}
}
