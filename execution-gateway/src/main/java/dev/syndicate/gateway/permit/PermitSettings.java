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
 * @param keys the directory with {@code permit-signing.key.pem}; {@code permit-signing.<anything>.key.pem} signs as well, the
 *     one in force that came into force last
 * @param trust the directory with {@code permit-signing.pub.pem} and {@code permit-signing.<anything>.pub.pem}, which say for
 *     how long each key is in force. Both are read again every ten seconds
 */
@Validated
@ConfigurationProperties("syndicate.gateway.permits")
record PermitSettings(
        @NotNull @DurationMin(seconds = 2) @DurationMax(minutes = 15) @DefaultValue("5m")
        Duration lifetime,

        @NotNull Path keys,
        @NotNull Path trust) {}
