package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.platform.eventstore.SafeStream;
import dev.syndicate.platform.eventstore.StoredEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets requests wait for news of an action. Each gateway follows the event stream for itself, because the news may come
 * from any replica; a waiter costs a map entry and a virtual thread, and looks again only when its own action has moved.
 */
@Component
class ActionWaits implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ActionWaits.class);
    private static final int BATCH = 500;
    /** News can only be missed while the stream cannot be read; then looking now and then is all there is. */
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);

    private final SafeStream stream;
    private final Map<String, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
    private final Semaphore appended = new Semaphore(0);
    private volatile boolean running;

    ActionWaits(SafeStream stream) {
        this.stream = stream;
    }

    /** Looks until this is what the caller waits for, or until the time is up; answers the last look. */
    <T> T until(ActionId action, Duration longest, Supplier<T> look, Predicate<T> enough) {
        Semaphore news = new Semaphore(0);
        long end = System.nanoTime() + longest.toNanos();
        register(action, news);
        try {
            T seen = look.get();
            while (!enough.test(seen) && running && await(news, end - System.nanoTime())) {
                seen = look.get();
            }
            return seen;
        } finally {
            unregister(action, news);
        }
    }

    private static boolean await(Semaphore news, long nanos) {
        if (nanos <= 0) {
            return false;
        }
        try {
            if (news.tryAcquire(Math.min(nanos, LOOK_ANYWAY.toNanos()), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void register(ActionId action, Semaphore news) {
        waiting.compute(action.toString(), (_, others) -> {
            Set<Semaphore> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(news);
            return all;
        });
    }

    private void unregister(ActionId action, Semaphore news) {
        waiting.computeIfPresent(action.toString(), (_, all) -> {
            all.remove(news);
            return all.isEmpty() ? null : all;
        });
    }

    private void follow() {
        try (SafeStream.Registration _ = stream.onAppended(appended::release)) {
            long position = -1;
            while (running) {
                position = step(position);
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer following the event stream");
        }
    }

    private long step(long position) throws InterruptedException {
        try {
            long from = position < 0 ? stream.watermark() : position;
            List<StoredEvent> events = stream.read(from, BATCH);
            if (events.isEmpty()) {
                appended.tryAcquire(1, TimeUnit.SECONDS);
                appended.drainPermits();
                return from;
            }
            events.forEach(event -> wake(waiting.getOrDefault(event.aggregateId(), Set.of())));
            return events.getLast().globalIndex();
        } catch (RuntimeException unavailable) {
            LOG.warn("The event stream cannot be followed; waiting requests look by themselves", unavailable);
            TimeUnit.SECONDS.sleep(1);
            return -1;
        }
    }

    private static void wake(Collection<Semaphore> waiters) {
        waiters.forEach(Semaphore::release);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("action-waits").start(this::follow);
    }

    /** Waiting requests are answered with what they last saw, so that a shutdown does not hang on them. */
    @Override
    public void stop() {
        running = false;
        appended.release();
        waiting.values().forEach(ActionWaits::wake);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops first: the web server's graceful shutdown waits for the requests that wait here. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
