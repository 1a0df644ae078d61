package dev.syndicate.audit.sink;

import dev.syndicate.platform.observability.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one sink reports. */
final class SinkMetrics {

    static final Metric SENT = new Metric(
            "syndicate.audit.sink.sent",
            Metric.Kind.COUNTER,
            List.of("sink"),
            "Records that a receiver has acknowledged to this process");
    static final Metric FAILURES = new Metric(
            "syndicate.audit.sink.failures",
            Metric.Kind.COUNTER,
            List.of("sink"),
            "Attempts to send that failed, and are made again");

    private final Counter sent;
    private final Counter failures;
    private final AtomicLong lag = new AtomicLong(-1);

    SinkMetrics(MeterRegistry registry, String sink) {
        this.sent = SENT.counter(registry, sink);
        this.failures = FAILURES.counter(registry, sink);
        Gauge.builder("syndicate.audit.sink.lag", lag, AtomicLong::get)
                .description("Signed records that a sink has not come to yet; -1 where another process follows")
                .tag("sink", sink)
                .register(registry);
    }

    void sent(long records) {
        sent.increment(records);
    }

    void failed() {
        failures.increment();
    }

    void lag(long records) {
        lag.set(records);
    }
}
