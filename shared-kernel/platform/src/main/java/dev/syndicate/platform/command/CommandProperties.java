package dev.syndicate.platform.command;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long commands to other services may take.
 *
 * @param timeout until the answer is there, for every type that is not named
 * @param timeouts by the type's simple name, for example {@code SealEvent: 2s}
 * @param resend types, by simple name, that are sent once more when the connection broke before an answer
 */
@Validated
@ConfigurationProperties("syndicate.commands")
public record CommandProperties(
        @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 60) @DefaultValue("5s")
        Duration timeout,

        @DefaultValue Map<String, @DurationMin(millis = 10) @DurationMax(seconds = 60) Duration> timeouts,
        @DefaultValue Set<String> resend) {

    Duration timeoutOf(Class<?> command) {
        return timeouts.getOrDefault(command.getSimpleName(), timeout);
    }

    boolean isSafeToResend(Class<?> command) {
        return resend.contains(command.getSimpleName());
    }
}
