package dev.syndicate.audit.catalogue;

import dev.syndicate.audit.chain.ChainTail;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compares the catalogue at the start and at every interval, while this process writes the chain. Reports:
 *
 * <ul>
 *   <li>{@code syndicate.audit.catalogue.deviations}: things that are not as installed; -1 while that is not known
 * </ul>
 */
@Component
class CatalogueLoop implements SmartLifecycle, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueLoop.class);
    private static final long TICK_MILLIS = 500;

    private final CatalogueAudit audit;
    private final ChainTail tail;
    private final CatalogueSettings settings;
    private volatile int deviations = -1;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    CatalogueLoop(CatalogueAudit audit, ChainTail tail, CatalogueSettings settings) {
        this.audit = audit;
        this.tail = tail;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("catalogue-audit").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(5_000);
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
        Gauge.builder("syndicate.audit.catalogue.deviations", this, loop -> loop.deviations)
                .description("Things in the database's catalogue that are not as installed; -1 while that is not known")
                .register(registry);
    }

    private void run() {
        long due = System.nanoTime();
        while (running) {
            try {
                if (tail.head().isEmpty()) {
                    deviations = -1;
                } else if (System.nanoTime() - due >= 0) {
                    due = System.nanoTime() + settings.interval().toNanos();
                    deviations = audit.compare(tail.head().orElseThrow());
                }
                Thread.sleep(Math.min(TICK_MILLIS, settings.interval().toMillis()));
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                deviations = -1;
                LOG.error("The catalogue cannot be compared; trying again", e);
            }
        }
    }
}
