package dev.syndicate.audit.chain;

import dev.syndicate.audit.integrity.Latch;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Starts a log that has never been written: no record in the database, and no state on the writer's volume that speaks of
 * any. Anything else that is missing is never taken for a first start.
 */
@Component
class Genesis {

    private static final Logger LOG = LoggerFactory.getLogger(Genesis.class);

    private final Heads heads;
    private final Latch latch;
    private final StateFile signedHead;
    private boolean started;

    Genesis(Heads heads, Latch latch, AuditSettings settings) {
        this.heads = heads;
        this.latch = latch;
        this.signedHead = new StateFile(settings.stateDirectory(), "head.json");
    }

    /** Whether the log has a head; starts it if it is new. */
    boolean isStarted() {
        if (!started) {
            started = isNew() ? start() : requireHead();
        }
        return started;
    }

    private boolean isNew() {
        boolean emptyDatabase = heads.read().map(head -> head.size() == 0).orElse(true) && heads.hasNoRecords();
        try {
            return emptyDatabase && signedHead.read().isEmpty() && latch.allowsStart();
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the log cannot be read", e);
        }
    }

    private boolean start() {
        try {
            latch.start();
            heads.start();
            LOG.info("The log is ready to be written");
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The state of the log cannot be written", e);
        }
    }

    private boolean requireHead() {
        if (heads.read().isEmpty()) {
            throw new IllegalStateException("The head of the log is missing in the database, but this is no first"
                    + " start: restore the database or adopt what is left");
        }
        return true;
    }
}
