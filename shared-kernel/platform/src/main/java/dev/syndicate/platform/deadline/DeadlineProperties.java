package dev.syndicate.platform.deadline;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How deadlines are watched.
 *
 * @param enabled whether this process executes deadlines; it may schedule them in any case
 * @param poll how late a deadline may be noticed
 * @param heartbeat how often an execution shows that its process lives; after four missed ones another replica takes over
 * @param threads how many deadlines are executed at once
 */
@Validated
@ConfigurationProperties("syndicate.deadlines")
public record DeadlineProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("4") @Min(1) @Max(64) int threads) {}
