package dev.syndicate.platform.content;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wraps every live key under the current master key, a few at a time, after the service has started with a new one. The
 * old forms stay until the migrator's command {@code retire-content-master} removes them.
 */
final class Rewrapping implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rewrapping.class);
    private static final int BATCH = 100;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SubjectKeys keys;
    private final Thread thread;
    private volatile boolean closed;

    Rewrapping(SubjectKeys keys, ContentMasters masters, JdbcClient jdbc, MeterRegistry metrics) {
        this.keys = keys;
        Gauge.builder("syndicate.content.keys.behind", jdbc, database -> behind(database, masters.current()))
                .description("Keys of persons that are not wrapped under the current master key yet")
                .register(metrics);
        this.thread = Thread.ofPlatform().daemon().name("rewrapping").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** Again and again, because a replica that still has the old key alone may make keys meanwhile. */
    private void run() {
        while (!closed) {
            pass();
            pause();
        }
    }

    private void pass() {
        try {
            int all = 0;
            for (int wrapped = BATCH; wrapped == BATCH && !closed; all += wrapped) {
                wrapped = keys.rewrap(BATCH);
            }
            if (all > 0) {
                log.info("{} keys of persons are now wrapped under the current master key", all);
            }
        } catch (RuntimeException e) {
            log.error("keys of persons could not be wrapped under the current master key", e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            // Only close() interrupts; the loop's condition ends it.
            log.debug("interrupted");
        }
    }

    private static double behind(JdbcClient jdbc, ContentMaster current) {
        return jdbc.sql("""
                        SELECT count(*)
                        FROM content.subject_key k
                        WHERE k.destroyed_at IS NULL
                            AND NOT EXISTS (
                                SELECT FROM content.wrapped_key c WHERE c.key = k.id AND c.master = :master)
                        """).param("master", current.id()).query(Long.class).single();
    }
}
