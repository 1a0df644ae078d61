package dev.syndicate.audit.sink;

import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.platform.id.Identifiers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The followers of the configured sinks, one thread each. No sink has a say in the service's health. */
@Component
@EnableConfigurationProperties(SinkSettings.class)
class Sinks implements SmartLifecycle {

    private static final int LEASE_IN_TIMEOUTS = 3;

    private final List<SinkFollower> followers;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Sinks(
            SinkSettings settings,
            SinkFactory factory,
            Cursors cursors,
            Checkpoints checkpoints,
            MeterRegistry registry,
            Identifiers identifiers) {
        String holder = identifiers.next().toString();
        this.followers = settings.sinks().entrySet().stream()
                .map(entry -> factory.make(entry.getKey(), entry.getValue()))
                .map(sink -> new SinkFollower(
                        sink,
                        cursors,
                        checkpoints,
                        new SinkMetrics(registry, sink.name()),
                        holder,
                        lease(settings, sink)))
                .toList();
    }

    /** The follower of this name in this process. */
    Optional<SinkFollower> find(String name) {
        return followers.stream()
                .filter(follower -> follower.sink().name().equals(name))
                .findFirst();
    }

    @Override
    public void start() {
        running = true;
        for (SinkFollower follower : followers) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("sink-" + follower.sink().name())
                    .start(follower));
        }
    }

    @Override
    public void stop() {
        running = false;
        followers.forEach(SinkFollower::stop);
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Longer than a delivery may take, so that nobody takes over a sink that is only slow. */
    private static Duration lease(SinkSettings settings, Sink sink) {
        Duration slow = sink.settings().timeout().multipliedBy(LEASE_IN_TIMEOUTS);
        return slow.compareTo(settings.sinkLease()) > 0 ? slow : settings.sinkLease();
    }
}
