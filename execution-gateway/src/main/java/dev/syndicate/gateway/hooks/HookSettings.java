package dev.syndicate.gateway.hooks;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Coding tools' hooks.
 *
 * @param hold how long a call waits for people before it is denied with a link to the approval. It must lie below the
 *     host's own time-out, 600 s unless configured there: past it some hosts run the tool
 * @param deferAfter how long a call of a headless Claude Code waits for people before the process is told to end and to
 *     ask again when it is resumed
 * @param maxBody the longest event that is read; a longer one is denied
 */
@Validated
@ConfigurationProperties("syndicate.gateway.hooks")
record HookSettings(
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 24) @DefaultValue("9m")
        Duration hold,

        @NotNull @DurationMin(millis = 0) @DurationMax(hours = 1) @DefaultValue("2s")
        Duration deferAfter,

        @NotNull @DefaultValue("2MB") DataSize maxBody) {}
