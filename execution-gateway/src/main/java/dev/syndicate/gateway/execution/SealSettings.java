package dev.syndicate.gateway.execution;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sealing intents.
 *
 * @param timeout the wait for the signed receipt; after it execution is refused. Below two seconds by default, so that
 *     the refusal is recorded and answered within two
 * @param trust the directory with audit-service's {@code receipt.pub.pem}
 */
@Validated
@ConfigurationProperties("syndicate.gateway.seals")
record SealSettings(
        @NotNull @DurationMin(millis = 50) @DurationMax(seconds = 2) @DefaultValue("1800ms")
        Duration timeout,

        @NotNull Path trust) {}
