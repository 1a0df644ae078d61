package dev.syndicate.platform.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all processes that events were committed: one NOTIFY for all commits since the last one. A trigger that notifies
 * in the appending transaction costs up to a third of the append rate, because commits then queue up behind each other.
 * Losing a signal loses no event: readers look by themselves within a tick.
 */
final class AppendSignal implements AutoCloseable {

    static final String CHANNEL = "syndicate_events";

    private static final Logger log = LoggerFactory.getLogger(AppendSignal.class);

    private final DataSource direct;
    private final Semaphore appended = new Semaphore(0);
    private final Thread sender;
    private volatile boolean closed;

    AppendSignal(DataSource direct) {
        this.direct = direct;
        this.sender = Thread.ofPlatform().daemon().name("append-signal").start(this::run);
    }

    /** Some events have just been committed. Returns at once. */
    void appended() {
        appended.release();
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
    }

    private void run() {
        @Nullable Connection connection = null;
        while (!closed) {
            try {
                appended.acquire();
                appended.drainPermits();
                connection = connection == null ? direct.getConnection() : connection;
                send(connection);
            } catch (InterruptedException e) {
                // Only close() interrupts; the condition above ends the loop.
                continue;
            } catch (SQLException e) {
                log.warn(
                        "other processes could not be told of new events and will look by themselves: SQLState {}",
                        e.getSQLState());
                closeQuietly(connection);
                connection = null;
            }
        }
        closeQuietly(connection);
    }

    private static void send(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("NOTIFY " + CHANNEL);
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                log.debug("closing a broken connection failed", e);
            }
        }
    }
}
