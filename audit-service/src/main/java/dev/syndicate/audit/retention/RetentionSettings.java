package dev.syndicate.audit.retention;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long records stay.
 *
 * @param period the age from which two people may let records go; nothing is ever pruned by itself
 */
@Validated
@ConfigurationProperties("syndicate.audit.retention")
record RetentionSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("2557d")
        Duration period) {}
