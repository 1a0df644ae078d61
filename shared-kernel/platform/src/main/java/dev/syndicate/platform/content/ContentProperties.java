package dev.syndicate.platform.content;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Content of persons.
 *
 * @param keys the directory with {@code content-master.key}; a service without it reads and writes only what is nobody's
 * @param keyRetention how long an unwrapped key is kept in memory, where no message about its destruction arrives
 * @param rewrap whether this service wraps keys anew after the master key has changed
 */
@Validated
@ConfigurationProperties("syndicate.content")
public record ContentProperties(
        @Nullable Path keys,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 10) @DefaultValue("30s")
        Duration keyRetention,

        @DefaultValue("false") boolean rewrap) {}
