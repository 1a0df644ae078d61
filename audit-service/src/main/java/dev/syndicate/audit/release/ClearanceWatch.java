package dev.syndicate.audit.release;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.integrity.Latch;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.loop.Loop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Looks at the latch at every tick while this process writes the chain: what other replicas have found goes to the
 * writer's volume, and a latch that was removed becomes a finding, so that there is something for two people to release.
 */
@Component
class ClearanceWatch extends Loop implements MeterBinder {

    private final Latch latch;
    private final Findings findings;
    private final ChainTail tail;
    private final AuditSettings settings;
    private volatile boolean clear;

    ClearanceWatch(Latch latch, Findings findings, ChainTail tail, AuditSettings settings) {
        super("clearance-watch");
        this.latch = latch;
        this.findings = findings;
        this.tail = tail;
        this.settings = settings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("syndicate.audit.clear", this, watch -> watch.clear ? 1 : 0)
                .description("1 while the chain is clear as this process sees it, 0 while no receipt is signed")
                .register(registry);
    }

    @Override
    protected void round() {
        clear = latch.clearance().isClear();
        tail.head().ifPresent(this::look);
    }

    @Override
    protected Duration pause() {
        return settings.tick();
    }

    @Override
    protected void forget() {
        clear = false;
    }

    private void look(ChainHead head) {
        findings.reportMissingLatch(head.origin(), head.size());
        findings.adopt();
    }
}
