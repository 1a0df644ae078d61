package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.OpenRound;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks for fresh votes once integrity is clear again, rather than letting people find out at the gate. It looks at since
 * when the chain is clear, not at the event of a release: one release of several ends nothing.
 */
@Component
class WhenClearAgainThenOpenRounds {

    private static final Logger LOG = LoggerFactory.getLogger(WhenClearAgainThenOpenRounds.class);

    private final Integrity integrity;
    private final StaleApprovals stale;
    private final CommandGateway commands;

    WhenClearAgainThenOpenRounds(Integrity integrity, StaleApprovals stale, CommandGateway commands) {
        this.integrity = integrity;
        this.stale = stale;
        this.commands = commands;
    }

    void openRounds() {
        Clearance clearance = integrity.clearance();
        if (clearance.isClear()) {
            stale.olderThan(clearance.since()).forEach(approval -> openRound(approval, clearance.since()));
        }
    }

    private void openRound(ApprovalId approval, Instant clearSince) {
        try {
            commands.sendAndWait(new OpenRound(approval, clearSince));
        } catch (RuntimeException failed) {
            LOG.warn("No round was opened for approval {}; tried again soon", approval, failed);
        }
    }
}
