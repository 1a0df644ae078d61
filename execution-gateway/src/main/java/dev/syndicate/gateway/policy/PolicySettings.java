package dev.syndicate.gateway.policy;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Asking policy-service.
 *
 * @param timeout the wait for its decision; after it the answer is no
 */
@Validated
@ConfigurationProperties("syndicate.gateway.policy")
record PolicySettings(
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 10) @DefaultValue("2s")
        Duration timeout) {}
