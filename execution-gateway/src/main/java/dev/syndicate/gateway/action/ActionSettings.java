package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ApprovalId;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things may take on an action's way.
 *
 * @param resendAfter when approval-service is asked again, where it has not answered
 * @param grantDeadline from the intent until an execution that was neither granted nor refused is closed as outcome
 *     unknown: the gateway that worked on it is gone
 * @param outcomeDeadline from the grant until an execution without an outcome is closed as outcome unknown
 * @param longestWait what {@code Prefer: wait} is cut to
 * @param console where reviewers' browsers find the console
 */
@Validated
@ConfigurationProperties("syndicate.gateway.actions")
record ActionSettings(
        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("5s")
        Duration resendAfter,

        @NotNull @DurationMin(seconds = 5) @DurationMax(minutes = 10) @DefaultValue("30s")
        Duration grantDeadline,

        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 7) @DefaultValue("1h")
        Duration outcomeDeadline,

        @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 60) @DefaultValue("60s")
        Duration longestWait,

        @NotNull @DefaultValue("http://127.0.0.1:8081") URI console) {

    /** The page on which people decide. */
    URI consoleLink(ApprovalId approval) {
        return console.resolve("/approvals/" + approval);
    }
}
