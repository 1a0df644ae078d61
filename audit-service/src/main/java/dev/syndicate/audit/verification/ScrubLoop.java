package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.loop.Loop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Verifies all the time while this process writes the chain: what is new within seconds, and everything again within the
 * configured period. Reports:
 *
 * <ul>
 *   <li>{@code syndicate.audit.scrub.age} seconds: since when every record has been verified again; -1 when not the writer
 *   <li>{@code syndicate.audit.scrub.records}: records that the scrub has read again
 * </ul>
 */
@Component
class ScrubLoop extends Loop implements MeterBinder {

    private final Scrub scrub;
    private final TailCheck tailCheck;
    private final ChainTail tail;
    private final VerificationSettings settings;
    private final boolean writer;
    private final Clock clock;
    private final Counter records;
    private volatile @Nullable Instant verifiedSince;
    private long sliceDue = System.nanoTime();

    ScrubLoop(
            Scrub scrub,
            TailCheck tailCheck,
            ChainTail tail,
            VerificationSettings settings,
            AuditSettings audit,
            Clock clock,
            MeterRegistry registry) {
        super("scrub");
        this.scrub = scrub;
        this.tailCheck = tailCheck;
        this.tail = tail;
        this.settings = settings;
        this.writer = audit.writer();
        this.clock = clock;
        this.records = Counter.builder("syndicate.audit.scrub.records")
                .description("Records that the scrub has verified again")
                .register(registry);
    }

    @Override
    public void start() {
        if (writer) {
            super.start();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("syndicate.audit.scrub.age", this, ScrubLoop::age)
                .baseUnit("seconds")
                .description("Time since when every record has been verified again; -1 when not the writer")
                .register(registry);
    }

    /** After this time every record has been verified that existed then; empty when another process scrubs. */
    Optional<Instant> verifiedSince() {
        return Optional.ofNullable(verifiedSince);
    }

    private double age() {
        Instant since = verifiedSince;
        return since == null ? -1 : Duration.between(since, clock.instant()).toMillis() / 1e3;
    }

    @Override
    protected void round() {
        if (tail.head().isEmpty()) {
            forget();
            return;
        }
        tailCheck.look();
        if (System.nanoTime() - sliceDue >= 0) {
            records.increment(scrub.slice());
            sliceDue = System.nanoTime() + scrub.pause().toNanos();
        }
        verifiedSince = scrub.verifiedSince();
    }

    @Override
    protected Duration pause() {
        Duration slice = scrub.pause();
        return settings.scrubTail().compareTo(slice) < 0 ? settings.scrubTail() : slice;
    }

    /** Another process may write meanwhile. */
    @Override
    protected void forget() {
        scrub.forget();
        tailCheck.forget();
        verifiedSince = null;
    }
}
