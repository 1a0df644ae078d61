package dev.syndicate.approval.delegation;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of delegations.
 *
 * @param longest how long one may last: the delegator's groups are those of when they gave it
 */
@Validated
@ConfigurationProperties("syndicate.approval.delegation")
record DelegationSettings(
        @NotNull @DurationMin(minutes = 1) @DefaultValue("14d")
        Duration longest) {}
