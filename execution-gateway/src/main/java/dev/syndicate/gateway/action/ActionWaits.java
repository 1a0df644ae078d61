package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.platform.eventstore.SafeStream;
import dev.syndicate.platform.eventstore.StoredEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets requests wait for news of an action. Each gateway follows the event stream for itself, because the news may come
 * from any replica; a waiter costs a map entry and a virtual thread, and looks again only when its own action has moved
 * or the stream could not be followed for a while.
 */
@Component
class ActionWaits implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ActionWaits.class);
    private static final int BATCH = 500;
    private static final int LOOKS_AT_ONCE = 8;
    private static final Duration LONGEST_TURN = Duration.ofSeconds(2);

    private final SafeStream stream;
    private final Map<String, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
    private final Semaphore appended = new Semaphore(0);
    private final Semaphore looking = new Semaphore(LOOKS_AT_ONCE);
    private final AtomicInteger waiters = new AtomicInteger();
    private volatile boolean running;

    ActionWaits(SafeStream stream, MeterRegistry metrics) {
        this.stream = stream;
        Gauge.builder("syndicate.gateway.waiting", waiters::get)
                .description("Requests that wait for people at this moment")
                .register(metrics);
    }

    /** Looks until this is what the caller waits for, or until the time is up; answers the last look. */
    <T> T until(ActionId action, Duration longest, Supplier<T> look, Predicate<T> enough) {
        Semaphore news = new Semaphore(0);
        long end = System.nanoTime() + longest.toNanos();
        register(action, news);
        waiters.incrementAndGet();
        try {
            T seen = looked(look);
            while (!enough.test(seen) && running && await(news, end - System.nanoTime())) {
                seen = looked(look);
            }
            return seen;
        } finally {
            waiters.decrementAndGet();
            unregister(action, news);
        }
    }

    /** On a thread that ends with it: the waiter's own keeps no more stack than it needs to wait. */
    private <T> T looked(Supplier<T> look) {
        return Meanwhile.get(() -> inTurn(look)).join();
    }

    /** However many are woken at once, they leave connections for everybody else; but none waits long for its turn. */
    private <T> T inTurn(Supplier<T> look) {
        boolean turn = isTurn();
        try {
            return look.get();
        } finally {
            if (turn) {
                looking.release();
            }
        }
    }

    private boolean isTurn() {
        try {
            return looking.tryAcquire(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean await(Semaphore news, long nanos) {
        if (nanos <= 0) {
            return false;
        }
        try {
            if (news.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
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
            long from = position < 0 ? begin() : position;
            List<StoredEvent> events = stream.read(from, BATCH);
            if (events.isEmpty()) {
                appended.tryAcquire(1, TimeUnit.SECONDS);
                appended.drainPermits();
                return from;
            }
            events.forEach(event -> wake(waiting.getOrDefault(event.aggregateId(), Set.of())));
            return events.getLast().globalIndex();
        } catch (RuntimeException unavailable) {
            LOG.warn("The event stream cannot be followed; waiting requests hear nothing until it can", unavailable);
            TimeUnit.SECONDS.sleep(1);
            return -1;
        }
    }

    /** From here on nothing is missed; what was missed before, each finds by looking once. */
    private long begin() {
        long from = stream.watermark();
        waiting.values().forEach(ActionWaits::wake);
        return from;
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
