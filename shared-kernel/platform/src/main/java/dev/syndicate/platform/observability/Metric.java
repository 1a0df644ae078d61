package dev.syndicate.platform.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;

/**
 * One metric, declared once: what docs/reference/metrics.md lists is what is registered.
 *
 * @param name dotted; Prometheus shows it with underscores and the unit, for example
 *     {@code syndicate_command_sent_seconds_count}
 * @param kind what is measured
 * @param tags the names of its tags, in the order of the values
 */
public record Metric(String name, Kind kind, List<String> tags, String description) {

    /** Timers are in seconds. */
    public enum Kind {
        TIMER,
        COUNTER,
        GAUGE
    }

    public Metric {
        tags = List.copyOf(tags);
    }

    /** The timer with these values of its tags. */
    public Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(name)
                .description(description)
                .tags(tagged(values))
                .publishPercentileHistogram()
                .register(registry);
    }

    /** The counter with these values of its tags. */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(name)
                .description(description)
                .tags(tagged(values))
                .register(registry);
    }

    private Tags tagged(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException("%s has the tags %s".formatted(name, tags));
        }
        Tags tagged = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tagged = tagged.and(tags.get(i), values[i]);
        }
        return tagged;
    }
}
