package dev.syndicate.gateway.fleet;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The fleet of coding tools.
 *
 * @param quietAfter how long an installation with an open session may go without a call before it counts as quiet
 */
@Validated
@ConfigurationProperties("syndicate.gateway.fleet")
record FleetSettings(
        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 30) @DefaultValue("1h")
        Duration quietAfter) {}
