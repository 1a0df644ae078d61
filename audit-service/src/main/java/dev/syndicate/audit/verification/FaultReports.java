package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.LogOrigin;
import org.springframework.stereotype.Component;

/** Ends clearance because of what was found, at once. */
@Component
class FaultReports {

    /** Whoever has to release more than these has another problem than the number. */
    private static final int MOST = 20;

    private final Findings findings;
    private final Heads heads;
    private final LogKeys keys;

    FaultReports(Findings findings, Heads heads, LogKeys keys) {
        this.findings = findings;
        this.heads = heads;
        this.keys = keys;
    }

    /** A log without records breaks no promise; everything else that is not intact ends clearance. */
    void report(Assessment assessment) {
        if (assessment.faults().isEmpty()) {
            return;
        }
        LogOrigin origin = heads.read().map(head -> head.origin()).orElseGet(() -> new LogOrigin(keys.log(), 1));
        assessment.faults().stream()
                .filter(fault -> fault.fault() != ChainFault.EMPTY)
                .map(fault -> findings.of(origin, fault))
                .filter(finding -> !findings.isReleased(finding))
                .distinct()
                .limit(MOST)
                .forEach(findings::report);
    }
}
