package dev.syndicate.platform.web;

import jakarta.validation.constraints.NotNull;
import java.util.Comparator;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much a service reads.
 *
 * @param maxBody the limit for request bodies
 * @param maxBodies other limits, by the beginning of the path, for example {@code "[/v1/policies]": 4MB}; the longest
 *     beginning decides
 */
@Validated
@ConfigurationProperties("syndicate.web")
record WebProperties(
        @NotNull @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue Map<String, DataSize> maxBodies) {

    DataSize limitFor(String path) {
        return maxBodies.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .max(Comparator.comparing(entry -> entry.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(maxBody);
    }
}
