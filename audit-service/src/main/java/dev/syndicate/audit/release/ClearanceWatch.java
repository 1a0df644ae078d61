package dev.syndicate.audit.release;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.integrity.Finding;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.integrity.Latch;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.contracts.chain.ChainFault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the latch at every tick while this process writes the chain: what other replicas have found goes to the
 * writer's volume, and a latch that was removed becomes a finding, so that there is something for two people to release.
 */
@Component
class ClearanceWatch implements SmartLifecycle, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ClearanceWatch.class);

    private final Latch latch;
    private final Findings findings;
    private final ChainTail tail;
    private final AuditSettings settings;
    private volatile boolean running;
    private volatile boolean clear;
    private volatile Thread thread = Thread.currentThread();

    ClearanceWatch(Latch latch, Findings findings, ChainTail tail, AuditSettings settings) {
        this.latch = latch;
        this.findings = findings;
        this.tail = tail;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("clearance-watch").start(this::run);
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
        Gauge.builder("syndicate.audit.clear", this, watch -> watch.clear ? 1 : 0)
                .description("1 while the chain is clear as this process sees it, 0 while no receipt is signed")
                .register(registry);
    }

    private void run() {
        boolean reported = false;
        while (running) {
            try {
                clear = latch.clearance().isClear();
                tail.head().ifPresent(this::look);
                reported = false;
            } catch (RuntimeException e) {
                clear = false;
                if (!reported) {
                    LOG.error("The latch cannot be looked after; trying again", e);
                }
                reported = true;
            }
            try {
                Thread.sleep(settings.tick());
            } catch (InterruptedException e) {
                break;
            }
        }
    }

    private void look(ChainHead head) {
        Optional<String> missing = latch.missing();
        if (missing.isPresent() && findings.standing().isEmpty()) {
            findings.report(new Finding(head.origin(), ChainFault.LATCH_MISSING, head.size(), missing.get()));
        }
        findings.adopt();
    }
}
