package dev.syndicate.audit.catalogue;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the database's catalogue is watched.
 *
 * @param interval how often it is compared with what the migrations installed; the first time at the start
 */
@Validated
@ConfigurationProperties("syndicate.audit.catalogue")
record CatalogueSettings(
        @DefaultValue("5m") @DurationMin(millis = 100) @DurationMax(days = 1)
        Duration interval) {}
