package dev.syndicate.platform.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The highest index up to which all events are final: committed and visible, or never to come.
 *
 * <p>A writer takes its transaction id before its index. So once N was the last index, and X is a transaction id taken
 * after that, every transaction that holds an index up to N is older than X; as soon as no transaction older than X runs
 * any more, all rows up to N are final. X has to be a fresh id: the end of a snapshot ({@code pg_snapshot_xmax}) is only
 * one past the latest <em>completed</em> id, and running writers may well lie beyond it. N has to be read under the lock
 * of the sequence: its bare row shows, for a moment in every 33 indexes, one that is to be handed out much later.
 *
 * <p>Valid for one connection only. A server that crashes may hand out again indexes that nobody had committed, so what
 * was sampled before must not outlive the connection that it was sampled on.
 */
final class Watermark {

    static final String FRESH_ID = "pg_current_xact_id()";

    /**
     * The sequence as nobody writes it at this moment. Every 33rd {@code nextval} writes the value 32 further on into the
     * row while it logs that, and the right one behind it; only this function and its like wait for the end of both.
     */
    static final String SEQUENCE = "pg_get_sequence_data('eventstore.domain_event_index')";

    private static final String LOOK = """
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest_running,
                   CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS last_index
            FROM %s
            """.formatted(SEQUENCE);

    /** Takes an id only where there is something new, so that idle readers do not use them up. */
    private static final String BOUNDARY = """
            SELECT CASE WHEN is_called AND last_value > ? THEN %s::text::bigint END
            FROM %s
            """;

    private final PreparedStatement look;
    private final PreparedStatement sample;
    private long finalUpTo;
    private long lastIndex;
    private long sampledIndex;
    private long sampledBoundary;

    Watermark(Connection connection) throws SQLException {
        this(connection, FRESH_ID);
    }

    /** For the test that shows what another boundary than a fresh id loses. */
    @SuppressWarnings("StatementLeak") // They live as long as the connection, and are closed with it.
    Watermark(Connection connection, String boundary) throws SQLException {
        this.look = connection.prepareStatement(LOOK);
        this.sample = connection.prepareStatement(LOOK + ";" + BOUNDARY.formatted(boundary, SEQUENCE) + ";" + LOOK);
    }

    /** Looks at the database, in one round trip unless a writer was waited for; the watermark afterwards. */
    long advance() throws SQLException {
        if (!settled()) {
            look();
            if (!settled() || lastIndex == finalUpTo) {
                return finalUpTo;
            }
        }
        sample();
        return finalUpTo;
    }

    /** Whether all indexes that were seen are final; if not, it is worth looking again soon. */
    boolean settled() {
        return sampledIndex == finalUpTo;
    }

    /** The last index that was handed out when last looked. */
    long lastIndex() {
        return lastIndex;
    }

    long finalUpTo() {
        return finalUpTo;
    }

    /**
     * Three statements, run one after the other within one implicit transaction: the index, then the id, then the oldest
     * that runs. The transaction's own id is the boundary, so that it does not stand in its own way; each statement has a
     * snapshot of its own.
     */
    private void sample() throws SQLException {
        sample.setLong(1, finalUpTo);
        sample.execute();
        try (ResultSet row = sample.getResultSet()) {
            row.next();
            lastIndex = row.getLong("last_index");
        }
        long boundary = number();
        if (lastIndex > finalUpTo) {
            sampledIndex = lastIndex;
            sampledBoundary = boundary;
        }
        sample.getMoreResults();
        try (ResultSet row = sample.getResultSet()) {
            take(row);
        }
    }

    private long number() throws SQLException {
        sample.getMoreResults();
        try (ResultSet row = sample.getResultSet()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void look() throws SQLException {
        try (ResultSet row = look.executeQuery()) {
            take(row);
        }
    }

    private void take(ResultSet row) throws SQLException {
        row.next();
        lastIndex = row.getLong("last_index");
        // An unsettled sample is kept until it settles: a newer one each time might never.
        if (!settled() && row.getLong("oldest_running") >= sampledBoundary) {
            finalUpTo = sampledIndex;
        }
    }
}
