package dev.syndicate.platform.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who keeps readers waiting, and for how long:
 *
 * <ul>
 *   <li>{@code syndicate.eventstore.horizon.age} seconds: age of the oldest transaction that may still append; 0 if none
 *   <li>{@code syndicate.eventstore.horizon.blocker}: process id of its backend in PostgreSQL; 0 if none
 *   <li>{@code syndicate.eventstore.tail.silence} seconds: time since this process last looked for new events
 * </ul>
 *
 * The first two are not a number while the database cannot be asked.
 */
final class HorizonMetrics implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(HorizonMetrics.class);

    private final JdbcClient jdbc;
    private final EventTail tail;

    HorizonMetrics(JdbcClient jdbc, EventTail tail) {
        this.jdbc = jdbc;
        this.tail = tail;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("syndicate.eventstore.horizon.age", this, metrics -> metrics.ask(Horizon::ageSeconds))
                .baseUnit("seconds")
                .description("Age of the oldest transaction that holds back readers of events")
                .register(registry);
        Gauge.builder("syndicate.eventstore.horizon.blocker", this, metrics -> metrics.ask(Horizon::pid))
                .description("Process id of the PostgreSQL backend that holds back readers of events")
                .register(registry);
        Gauge.builder("syndicate.eventstore.tail.silence", tail, HorizonMetrics::silence)
                .baseUnit("seconds")
                .description("Time since this process last looked for new events")
                .register(registry);
    }

    private static double silence(EventTail tail) {
        return tail.sinceLastLook().toMillis() / (double) Duration.ofSeconds(1).toMillis();
    }

    private double ask(ToDoubleFunction<Horizon> value) {
        try {
            return horizon().map(value::applyAsDouble).orElse(0.0);
        } catch (DataAccessException e) {
            log.debug("the horizon could not be read", e);
            return Double.NaN;
        }
    }

    private Optional<Horizon> horizon() {
        return jdbc.sql("SELECT pid, age_seconds FROM eventstore.horizon()")
                .query((row, number) -> new Horizon(row.getInt("pid"), row.getDouble("age_seconds")))
                .optional();
    }

    private record Horizon(int pid, double ageSeconds) {}
}
