package dev.syndicate.gateway.permit;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Permits.
 *
 * @param lifetime from issue to expiry
 * @param keys the directory with {@code permit-signing.key.pem}
 * @param trust the directory with {@code permit-signing.pub.pem}; {@code permit-signing.<anything>.pub.pem} is believed
 *     as well while the key is rotated
 */
@Validated
@ConfigurationProperties("syndicate.gateway.permits")
record PermitSettings(
        @NotNull @DurationMin(seconds = 2) @DurationMax(minutes = 15) @DefaultValue("5m")
        Duration lifetime,

        @NotNull Path keys,
        @NotNull Path trust) {}
