package dev.syndicate.audit.catalogue;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.loop.Loop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Compares the catalogue at the start and at every interval, while this process writes the chain. Reports:
 *
 * <ul>
 *   <li>{@code syndicate.audit.catalogue.deviations}: things that are not as installed; -1 while that is not known
 * </ul>
 */
@Component
class CatalogueLoop extends Loop implements MeterBinder {

    private static final Duration TICK = Duration.ofMillis(500);

    private final CatalogueAudit audit;
    private final ChainTail tail;
    private final CatalogueSettings settings;
    private volatile int deviations = -1;
    private long due = System.nanoTime();

    CatalogueLoop(CatalogueAudit audit, ChainTail tail, CatalogueSettings settings) {
        super("catalogue-audit");
        this.audit = audit;
        this.tail = tail;
        this.settings = settings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("syndicate.audit.catalogue.deviations", this, loop -> loop.deviations)
                .description("Things in the database's catalogue that are not as installed; -1 while that is not known")
                .register(registry);
    }

    @Override
    protected void round() {
        Optional<ChainHead> head = tail.head();
        if (head.isEmpty()) {
            forget();
        } else if (System.nanoTime() - due >= 0) {
            due = System.nanoTime() + settings.interval().toNanos();
            deviations = audit.compare(head.get());
        }
    }

    @Override
    protected Duration pause() {
        return settings.interval().compareTo(TICK) < 0 ? settings.interval() : TICK;
    }

    @Override
    protected void forget() {
        deviations = -1;
    }
}
