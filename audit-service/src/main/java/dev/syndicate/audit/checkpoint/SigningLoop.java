package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.WriterState;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.platform.eventstore.SafeStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Signs at every interval while this process is the writer and something is unsigned. Reports:
 *
 * <ul>
 *   <li>{@code syndicate.audit.checkpoint.age} seconds: since the signer last agreed with the database
 *   <li>{@code syndicate.audit.checkpoint.unsigned}: records that no checkpoint covers yet; -1 when not the writer
 *   <li>{@code syndicate.audit.lag}: events that are readable and have no record yet, at most; -1 when not the writer
 * </ul>
 */
@Component
class SigningLoop implements SmartLifecycle, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(SigningLoop.class);

    private final Signer signer;
    private final ChainTail tail;
    private final SafeStream events;
    private final AuditSettings settings;
    private volatile boolean running;
    private volatile long lastAgreed = System.nanoTime();
    private volatile Thread thread = Thread.currentThread();

    SigningLoop(Signer signer, ChainTail tail, SafeStream events, AuditSettings settings) {
        this.signer = signer;
        this.tail = tail;
        this.events = events;
        this.settings = settings;
    }

    @Override
    public void start() {
        if (settings.writer()) {
            running = true;
            thread = Thread.ofPlatform().daemon().name("checkpoint-signer").start(this::run);
        }
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

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("syndicate.audit.checkpoint.age", this, loop -> (System.nanoTime() - loop.lastAgreed) / 1e9)
                .baseUnit("seconds")
                .description("Time since the signer last agreed with the database")
                .register(registry);
        Gauge.builder("syndicate.audit.checkpoint.unsigned", this, SigningLoop::unsigned)
                .description("Committed records that no checkpoint covers yet; -1 when not the writer")
                .register(registry);
        Gauge.builder("syndicate.audit.lag", this, SigningLoop::lag)
                .description("Readable events without a record, at most; -1 when not the writer")
                .register(registry);
    }

    private double unsigned() {
        return tail.head()
                .map(ChainHead::size)
                .map(size -> (double) size - signer.signedSize())
                .orElse(-1.0);
    }

    private double lag() {
        return tail.head()
                .map(head -> (double) Math.max(0, events.watermark() - head.position()))
                .orElse(-1.0);
    }

    private void run() {
        while (running) {
            try {
                if (tail.state() != WriterState.STANDBY && signer.sign().isEmpty()) {
                    lastAgreed = System.nanoTime();
                }
                Thread.sleep(settings.checkpointInterval());
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                LOG.error("No checkpoint could be signed; trying again", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.checkpointInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
