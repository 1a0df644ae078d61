package dev.syndicate.platform.idempotency;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param lease how long a request may work before another one with its key runs the work again; longer than any request
 * @param keep how long answers are kept
 */
@Validated
@ConfigurationProperties("syndicate.idempotency")
record IdempotencyProperties(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration lease,

        @NotNull @DurationMin(hours = 1) @DefaultValue("7d") Duration keep) {}
