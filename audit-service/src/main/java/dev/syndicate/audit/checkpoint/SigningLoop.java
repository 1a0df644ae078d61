package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.WriterState;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.loop.Loop;
import dev.syndicate.platform.eventstore.SafeStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Signs at every interval while this process is the writer and something is unsigned. Reports:
 *
 * <ul>
 *   <li>{@code syndicate.audit.checkpoint.age} seconds: since the signer last agreed with the database
 *   <li>{@code syndicate.audit.checkpoint.unsigned}: records that no checkpoint covers yet; -1 when not the writer
 *   <li>{@code syndicate.audit.lag}: events that are readable and have no record yet, at most; -1 when not the writer
 *   <li>{@code syndicate.audit.clock.behind} seconds: by how much this process's clock lies behind the last record; above 0
 *       it was set back, and no receipt is signed if it is also behind the time since when the chain is clear
 * </ul>
 */
@Component
class SigningLoop extends Loop implements MeterBinder {

    private final Signer signer;
    private final ChainTail tail;
    private final SafeStream events;
    private final AuditSettings settings;
    private final Clock clock;
    private volatile long lastAgreed = System.nanoTime();

    SigningLoop(Signer signer, ChainTail tail, SafeStream events, AuditSettings settings, Clock clock) {
        super("checkpoint-signer");
        this.signer = signer;
        this.tail = tail;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (settings.writer()) {
            super.start();
        }
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
        Gauge.builder("syndicate.audit.clock.behind", this, SigningLoop::clockBehind)
                .baseUnit("seconds")
                .description("By how much the clock lies behind the last record; 0 unless it was set back")
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

    private double clockBehind() {
        return tail.head()
                .map(head -> Math.max(
                        0, Duration.between(clock.instant(), head.recordedAt()).toMillis() / 1e3))
                .orElse(0.0);
    }

    @Override
    protected void round() {
        if (tail.state() != WriterState.STANDBY && signer.sign().isEmpty()) {
            lastAgreed = System.nanoTime();
        }
    }

    @Override
    protected Duration pause() {
        return settings.checkpointInterval();
    }
}
