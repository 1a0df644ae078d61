package dev.syndicate.platform.command;

import dev.syndicate.platform.command.CommandHeaders.Outcome;
import dev.syndicate.platform.observability.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import org.axonframework.commandhandling.CommandMessage;

/** How many commands go between services, how long they take, and how they end. */
public final class CommandMetrics {

    static final Metric SENT = new Metric(
            "syndicate.command.sent",
            Metric.Kind.TIMER,
            List.of("command", "home", "outcome"),
            "Commands sent to another service until the answer; outcome is ok, refused, unavailable or failed");

    static final Metric RECEIVED = new Metric(
            "syndicate.command.received",
            Metric.Kind.TIMER,
            List.of("command", "caller", "outcome"),
            "Commands of other services from the request until the answer; refusals before the handler are not counted");

    private final MeterRegistry registry;

    CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** For docs/reference/metrics.md. */
    public static List<Metric> all() {
        return List.of(SENT, RECEIVED);
    }

    Sample start() {
        return new Sample(registry, Timer.start(registry));
    }

    record Sample(MeterRegistry registry, Timer.Sample time) {

        void sent(CommandMessage<?> command, String home, Outcome outcome) {
            time.stop(SENT.timer(registry, command.getPayloadType().getSimpleName(), home, label(outcome)));
        }

        void received(CommandMessage<?> command, String caller, Outcome outcome) {
            time.stop(RECEIVED.timer(registry, command.getPayloadType().getSimpleName(), caller, label(outcome)));
        }

        private static String label(Outcome outcome) {
            return outcome.name().toLowerCase(Locale.ROOT);
        }
    }
}
