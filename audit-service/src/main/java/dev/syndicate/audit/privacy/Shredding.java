package dev.syndicate.audit.privacy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes ciphertext whose key is destroyed, a little in each transaction; also after a start, where an earlier process
 * did not come to the end. Nobody could read it any more, but it need not lie there either.
 */
@Component
class Shredding {

    private static final Logger LOG = LoggerFactory.getLogger(Shredding.class);
    private static final int BATCH = 200;

    private final JdbcClient jdbc;

    Shredding(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("shredding").start(this::run);
    }

    private void run() {
        try {
            long all = 0;
            for (int shredded = BATCH; shredded == BATCH; all += shredded) {
                shredded = jdbc.sql("SELECT content.shred(:batch)")
                        .param("batch", BATCH)
                        .query(Integer.class)
                        .single();
            }
            if (all > 0) {
                LOG.info("{} erased contents are shredded", all);
            }
        } catch (RuntimeException e) {
            LOG.error("Erased content lies in the database until the next start; its keys are gone", e);
        }
    }
}
