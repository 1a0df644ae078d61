package dev.syndicate.approval.notification;

import dev.syndicate.platform.observability.Metric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of notifications, by channel. */
@Component
class NotificationMetrics implements MeterBinder {

    static final Metric ATTEMPTS = new Metric(
            "syndicate.approval.notifications",
            Metric.Kind.COUNTER,
            List.of("channel", "result"),
            "Notifications that this process took from the queue; result is told, failed (tried again later), undelivered (given up) or needless (over before anybody was told)");

    /** What an attempt came to. */
    enum Result {
        TOLD("told"),
        FAILED("failed"),
        UNDELIVERED("undelivered"),
        NEEDLESS("needless");

        private final String tag;

        Result(String tag) {
            this.tag = tag;
        }
    }

    private final MeterRegistry registry;
    private final Channels channels;
    private final JdbcClient jdbc;

    NotificationMetrics(MeterRegistry registry, Channels channels, JdbcClient jdbc) {
        this.registry = registry;
        this.channels = channels;
        this.jdbc = jdbc;
    }

    void count(Channel channel, Result result) {
        ATTEMPTS.counter(registry, channel.name(), result.tag).increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Channel channel : channels.all()) {
            Gauge.builder("syndicate.approval.notifications.waiting", channel, this::waiting)
                    .description("Notifications that a channel has not been told yet")
                    .tag("channel", channel.name())
                    .register(registry);
            Gauge.builder("syndicate.approval.notifications.undelivered", channel, this::undelivered)
                    .description("Notifications that were given up and are kept")
                    .tag("channel", channel.name())
                    .register(registry);
        }
    }

    private long waiting(Channel channel) {
        return count(
                "SELECT count(*) FROM notification_queue WHERE task_name = :name",
                channel.task().getTaskName());
    }

    private long undelivered(Channel channel) {
        return count("SELECT count(*) FROM undelivered_notification WHERE channel = :name", channel.name());
    }

    private long count(String sql, String name) {
        return jdbc.sql(sql).param("name", name).query(Long.class).single();
    }
}
