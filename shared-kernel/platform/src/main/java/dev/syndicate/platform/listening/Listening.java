package dev.syndicate.platform.listening;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what is signalled on one channel of PostgreSQL, over a connection of its own. Where the database or the way to it
 * falls silent without closing anything, that looks like a channel on which nothing happens, and would for ever: so after
 * some seconds of silence the database is asked for an answer, and a connection that brings none has failed. For one
 * thread.
 */
public final class Listening implements AutoCloseable {

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int ANSWER_SECONDS = 5;

    private final Connection connection;
    private final PGConnection signals;
    private long lastAnswer = System.nanoTime();

    private Listening(Connection connection) throws SQLException {
        this.connection = connection;
        this.signals = connection.unwrap(PGConnection.class);
    }

    /**
     * Listens from here on: what was signalled before is not heard.
     *
     * @param direct unpooled connections: {@link DirectConnections}
     * @param channel an identifier, as {@code LISTEN} takes it
     */
    public static Listening on(DataSource direct, String channel) throws SQLException {
        Connection connection = direct.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
            return new Listening(connection);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /**
     * What the signals say that have come, in their order; waits for the first one where none has. Throws where the
     * connection has failed: signals may have been lost.
     *
     * @param waitMillis how long to wait; with 0 not at all
     * @return empty where none came
     */
    public List<String> hear(int waitMillis) throws SQLException {
        List<String> heard = said(waitMillis == 0 ? signals.getNotifications() : signals.getNotifications(waitMillis));
        if (!heard.isEmpty()) {
            lastAnswer = System.nanoTime();
            return heard;
        }
        return System.nanoTime() - lastAnswer < SILENCE_NANOS ? heard : answered();
    }

    /** What came with the answer. */
    private List<String> answered() throws SQLException {
        if (!connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("The database gives no answer to who listens");
        }
        lastAnswer = System.nanoTime();
        return said(signals.getNotifications());
    }

    private static List<String> said(PGNotification[] notifications) {
        return Stream.of(notifications).map(PGNotification::getParameter).toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
