package dev.syndicate.platform.content;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of destroyed keys, so that this process forgets them within a moment. Whenever the connection is new, everything
 * is forgotten: a message may have been missed.
 */
final class KeyErasures implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeyErasures.class);
    private static final String CHANNEL = "syndicate_content_keys";
    private static final Duration WAIT = Duration.ofSeconds(5);
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
            try (Connection connection = direct.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + CHANNEL);
                keys.forget(null);
                follow(connection.unwrap(PGConnection.class));
            } catch (SQLException | RuntimeException e) {
                log.debug("erasures are not heard of until the database is reachable", e);
                pause();
            }
        }
    }

    private void follow(PGConnection connection) throws SQLException {
        while (!closed) {
            for (PGNotification erased : connection.getNotifications(Math.toIntExact(WAIT.toMillis()))) {
                keys.forget(erased.getParameter());
            }
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
