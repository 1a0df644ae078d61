package dev.syndicate.platform.content;

import dev.syndicate.platform.listening.Listening;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of destroyed keys, so that this process forgets them within a moment. Whenever the connection is new, everything
 * is forgotten: a message may have been missed.
 */
final class KeyErasures implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeyErasures.class);
    private static final String CHANNEL = "syndicate_content_keys";
    private static final int WAIT_MILLIS = 5_000;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SubjectKeys keys;
    private final DataSource direct;
    private final Thread thread;
    private volatile boolean closed;

    KeyErasures(SubjectKeys keys, DataSource direct) {
        this.keys = keys;
        this.direct = direct;
        this.thread = Thread.ofPlatform().daemon().name("key-erasures").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try (Listening erasures = Listening.on(direct, CHANNEL)) {
                keys.forget(null);
                follow(erasures);
            } catch (SQLException | RuntimeException e) {
                log.debug("erasures are not heard of until the database is reachable", e);
                pause();
            }
        }
    }

    private void follow(Listening erasures) throws SQLException {
        while (!closed) {
            erasures.hear(WAIT_MILLIS).forEach(keys::forget);
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
}
