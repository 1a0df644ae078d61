package dev.syndicate.approval.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is told of approvals besides those who look into the console.
 *
 * @param channels by name; docs/operations/notifications.md lists what a channel has
 * @param poll how late a notification may leave
 * @param timeout what a receiver may take for one
 * @param attempts after so many a notification is given up
 * @param firstPause before the second attempt; each later pause is twice as long
 * @param longestPause where pauses stop to grow
 * @param keep how long what was given up is kept
 */
@Validated
@ConfigurationProperties("syndicate.notifications")
record NotificationSettings(
        @DefaultValue Map<String, @Valid ChannelSettings> channels,

        @DefaultValue("1s") @DurationMin(millis = 50) @DurationMax(minutes = 1)
        Duration poll,

        @DefaultValue("10s") @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration timeout,

        @DefaultValue("15") @Min(1) @Max(100) int attempts,

        @DefaultValue("1s") @DurationMin(millis = 10) Duration firstPause,

        @DefaultValue("5m") @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration longestPause,

        @DefaultValue("30d") @DurationMin(hours = 1) Duration keep) {}
