package dev.syndicate.platform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All events of all services in the order in which they were appended, each exactly once, none skipped. A reader keeps
 * nothing but the index of the last event it took:
 *
 * <pre>{@code
 * List<StoredEvent> batch = stream.read(position, 500);
 * position = batch.getLast().globalIndex();
 * }</pre>
 *
 * <p>Reading never goes beyond the {@linkplain #watermark() watermark}. Sampling and reading share one connection outside
 * the pool, because a watermark is only worth something on the connection that it was sampled on. Readers in one process
 * take turns on it, and what one has just read is not read again for the next. When the database fails, reading throws {@link EventStoreUnavailableException} and works again by
 * itself afterwards.
 */
public final class SafeStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SafeStream.class);

    private static final String READ = "SELECT " + StoredEvent.COLUMNS + """
            FROM eventstore.domain_event
            WHERE global_index > ? AND global_index <= ?
            ORDER BY global_index
            LIMIT ?
            """;

    private static final String INSPECT = """
            SELECT pg_is_in_recovery() AS standby, s.last_value,
                   coalesce((SELECT max(e.global_index) FROM eventstore.domain_event e), 0) AS highest
            FROM %s s
            """.formatted(Watermark.SEQUENCE);

    private final DataSource direct;
    private final String boundary;
    private final ReentrantLock turn = new ReentrantLock();
    private final List<EventsAppended> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Session session;
    private long announced;
    private boolean closed;

    /** Reads over connections of this source, which must not be pooled. Nothing is opened before the first use. */
    public SafeStream(DataSource direct) {
        this(direct, Watermark.FRESH_ID);
    }

    SafeStream(DataSource direct, String boundary) {
        this.direct = direct;
        this.boundary = boundary;
    }

    /**
     * The index up to which all events are final, as of now: this asks the database. It may fall behind an earlier
     * answer after the connection was lost, never behind what was read.
     */
    public long watermark() {
        long reached = exclusively(open -> open.watermark().advance());
        announce(reached);
        return reached;
    }

    /**
     * The next events after this index, at most so many, oldest first; empty when there is none that is final yet. Asks
     * the database only if the last known watermark lies beyond the index: {@link #watermark()} or a notification moves it.
     *
     * @throws EventsLostException if the reader has seen events that the database no longer has
     */
    public List<StoredEvent> read(long after, int limit) {
        return exclusively(open -> {
            refuseLoss(after, open.watermark());
            return open.watermark().finalUpTo() <= after ? List.of() : next(open, after, limit);
        });
    }

    /**
     * Calls back whenever new events have become readable, until the registration is closed. The callback must be quick
     * and must not throw; it may come more often than needed.
     */
    public Registration onAppended(EventsAppended listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            disconnect();
        } finally {
            turn.unlock();
        }
    }

    /** Whether anybody waits for new events. */
    boolean isFollowed() {
        return !listeners.isEmpty();
    }

    /** Whether everything that was ever seen is readable; if not, some writer is still busy. */
    boolean settled() {
        turn.lock();
        try {
            return session != null && session.watermark().settled();
        } finally {
            turn.unlock();
        }
    }

    private void refuseLoss(long after, Watermark mark) throws SQLException {
        if (after > mark.lastIndex()) {
            mark.advance();
        }
        if (after > mark.lastIndex()) {
            throw new EventsLostException("a reader stands at event " + after + " but the database ends at "
                    + mark.lastIndex() + ": it lost events; restore it, or reset this reader on purpose");
        }
    }

    private static List<StoredEvent> next(Session open, long after, int limit) throws SQLException {
        List<StoredEvent> known = open.recent().after(after, limit);
        if (!known.isEmpty()) {
            return known;
        }
        List<StoredEvent> events = select(open, after, limit);
        open.recent().keep(after, events);
        return events;
    }

    private static List<StoredEvent> select(Session open, long after, int limit) throws SQLException {
        try (PreparedStatement statement = open.connection().prepareStatement(READ)) {
            statement.setLong(1, after);
            statement.setLong(2, open.watermark().finalUpTo());
            statement.setInt(3, limit);
            List<StoredEvent> events = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(StoredEvent.of(rows));
                }
            }
            return events;
        }
    }

    private void announce(long reached) {
        turn.lock();
        boolean news = reached != announced;
        announced = reached;
        turn.unlock();
        if (news) {
            listeners.forEach(EventsAppended::eventsAppended);
        }
    }

    private <T> T exclusively(InSession<T> use) {
        turn.lock();
        try {
            return use.with(connected());
        } catch (SQLException e) {
            disconnect();
            throw new EventStoreUnavailableException("the event store cannot be read: SQLState " + e.getSQLState(), e);
        } finally {
            turn.unlock();
        }
    }

    private Session connected() throws SQLException {
        if (closed) {
            throw new SQLException("the stream is closed", "08003");
        }
        Session open = session;
        if (open == null) {
            open = open();
            session = open;
        }
        return open;
    }

    private Session open() throws SQLException {
        Connection connection = direct.getConnection();
        try {
            connection.setAutoCommit(true);
            inspect(connection);
            return new Session(connection, new Watermark(connection, boundary), new RecentEvents());
        } catch (SQLException | EventsLostException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    private static void inspect(Connection open) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(INSPECT)) {
            row.next();
            if (row.getBoolean("standby")) {
                throw new SQLException("events are read on the primary only; this is a standby", "25006");
            }
            if (row.getLong("last_value") < row.getLong("highest")) {
                throw new EventsLostException("the event sequence stands at " + row.getLong("last_value")
                        + " below the highest event " + row.getLong("highest")
                        + ": set it to at least that before anything is appended");
            }
        }
    }

    private void disconnect() {
        if (session != null) {
            closeQuietly(session.connection());
            session = null;
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("closing a broken connection failed", e);
        }
    }

    /** Ends a registration. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        @Override
        void close();
    }

    private record Session(Connection connection, Watermark watermark, RecentEvents recent) {}

    @FunctionalInterface
    private interface InSession<T> {

        T with(Session session) throws SQLException;
    }
}
