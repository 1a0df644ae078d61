package dev.syndicate.audit.chain;

import dev.syndicate.platform.observability.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What the writer reports. */
@Component
class ChainMetrics {

    static final Metric APPENDED = new Metric(
            "syndicate.audit.records.appended", Metric.Kind.COUNTER, List.of(), "Records appended by this process");
    static final Metric BATCHES =
            new Metric("syndicate.audit.batches", Metric.Kind.COUNTER, List.of(), "Transactions that appended records");

    static final Metric FAILED = new Metric(
            "syndicate.audit.append.failures",
            Metric.Kind.COUNTER,
            List.of("cause"),
            "Rounds in which the chain could not be extended; cause is no-resources (disk full), no-partition,"
                    + " not-allowed, timed-out, no-database or other");

    static final Metric PREPARE = new Metric(
            "syndicate.audit.batch.prepare",
            Metric.Kind.TIMER,
            List.of(),
            "Time to read a batch of events and to make their records, before anything is stored");
    static final Metric COMMIT = new Metric(
            "syndicate.audit.batch.commit",
            Metric.Kind.TIMER,
            List.of(),
            "Time to store the records of a batch, commit included");

    private final MeterRegistry registry;
    private final Counter appended;
    private final Counter batches;

    ChainMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.appended = APPENDED.counter(registry);
        this.batches = BATCHES.counter(registry);
    }

    /** So long it took to make the records of a batch. */
    void prepared(long nanos) {
        PREPARE.timer(registry).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** How long it takes to store them. */
    void committing(Runnable work) {
        COMMIT.timer(registry).record(work);
    }

    void failed(AppendFailure cause) {
        FAILED.counter(registry, cause.tag()).increment();
    }

    void appended(int count) {
        appended.increment(count);
        batches.increment();
    }
}
