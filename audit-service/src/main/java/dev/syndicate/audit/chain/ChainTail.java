package dev.syndicate.audit.chain;

import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.platform.eventstore.SafeStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one thread that writes: wakes at once for new events and for seal requests, at every tick anyway, never lingers
 * while events wait, and goes on by itself after any failure. While a seal is waited for it asks for the watermark
 * itself, without waiting for the signal. Reports:
 *
 * <ul>
 *   <li>{@code syndicate.audit.writer.state}: 2 while this process appends, 1 while it waits for an adoption, 0 while it
 *       stands by
 *   <li>{@code syndicate.audit.append.stalled} seconds: since when every attempt to extend the chain has failed; 0 while
 *       they succeed
 * </ul>
 */
@Component
public class ChainTail implements SmartLifecycle, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ChainTail.class);
    private static final int SHORTEST_WAIT_MILLIS = 2;

    private final ChainWriter writer;
    private final Genesis genesis;
    private final SafeStream events;
    private final Appends appends;
    private final ChainMetrics metrics;
    private final AuditSettings settings;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean running;
    private volatile long lastGoodRound = System.nanoTime();
    private volatile boolean everGood;
    private volatile long failingSince;
    private volatile Thread thread = Thread.currentThread();

    ChainTail(
            ChainWriter writer,
            Genesis genesis,
            SafeStream events,
            Appends appends,
            ChainMetrics metrics,
            AuditSettings settings) {
        this.metrics = metrics;
        this.writer = writer;
        this.genesis = genesis;
        this.events = events;
        this.appends = appends;
        this.settings = settings;
    }

    /** The head, while this process is the writer. */
    public Optional<ChainHead> head() {
        return writer.head();
    }

    /** The head that two people have to adopt before anything is appended, while this process holds the lease. */
    public Optional<ChainHead> awaitingAdoption() {
        return writer.awaitingAdoption();
    }

    /** Why nothing is appended, while an adoption is awaited. */
    public Optional<String> obstacle() {
        return writer.obstacle();
    }

    /** What this process does now. */
    public WriterState state() {
        if (writer.head().isPresent()) {
            return WriterState.WRITING;
        }
        return writer.awaitingAdoption().isPresent() ? WriterState.AWAITING_ADOPTION : WriterState.STANDBY;
    }

    /** Whether any round of the loop has ended without failure. */
    boolean hasWorked() {
        return everGood;
    }

    /** How long ago a round of the loop ended without failure. */
    public Duration sinceGoodRound() {
        return Duration.ofNanos(System.nanoTime() - lastGoodRound);
    }

    /** Looks for events now, and keeps looking hard until the returned handle is closed. */
    public Urgency urgently() {
        waiting.incrementAndGet();
        wake.release();
        return waiting::decrementAndGet;
    }

    /** Somebody waits for a record. */
    @FunctionalInterface
    public interface Urgency extends AutoCloseable {

        @Override
        void close();
    }

    @Override
    public void start() {
        if (!settings.writer()) {
            return;
        }
        running = true;
        events.onAppended(wake::release);
        thread = Thread.ofPlatform().daemon().name("chain-tail").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean reported = false;
        while (running) {
            try {
                round();
                lastGoodRound = System.nanoTime();
                everGood = true;
                failingSince = 0;
                reported = false;
            } catch (InterruptedException e) {
                break;
            } catch (FencedException e) {
                LOG.warn("Another process writes the chain now; this one stands by");
                writer.stepDown();
            } catch (RuntimeException e) {
                writer.stepDown();
                failed(e);
                reported = report(reported, e);
                pause();
            }
        }
        releaseQuietly();
    }

    private void round() throws InterruptedException {
        if (writer.head().isEmpty() && !becomeWriter()) {
            wake.tryAcquire(settings.tick().toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        wake.drainPermits();
        if (waiting.get() > 0) {
            events.watermark();
        }
        if (writer.step() > 0) {
            appends.signal();
        } else {
            wake.tryAcquire(
                    waiting.get() > 0 ? SHORTEST_WAIT_MILLIS : settings.tick().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("syndicate.audit.writer.state", this, tail -> tail.state().ordinal())
                .description("2 while this process appends, 1 while it waits for an adoption, 0 while it stands by")
                .register(registry);
        Gauge.builder("syndicate.audit.append.stalled", this, ChainTail::stalledSeconds)
                .baseUnit("seconds")
                .description("Since when every attempt to extend the chain has failed; 0 while they succeed")
                .register(registry);
    }

    private double stalledSeconds() {
        long since = failingSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
    }

    private void failed(RuntimeException e) {
        metrics.failed(AppendFailure.of(e));
        if (failingSince == 0) {
            failingSince = System.nanoTime();
        }
    }

    private boolean becomeWriter() {
        return genesis.isStarted() && writer.acquire();
    }

    private static boolean report(boolean reported, RuntimeException e) {
        if (!reported) {
            LOG.error("The chain cannot be extended; trying again until it can", e);
        }
        return true;
    }

    private void pause() {
        try {
            Thread.sleep(settings.tick());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void releaseQuietly() {
        try {
            writer.release();
        } catch (RuntimeException e) {
            LOG.info("The lease could not be given up; it ends by itself");
        }
    }
}
