package dev.syndicate.platform.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The highest index up to which all events are final: committed and visible, or never to come.
 *
 * <p>A writer takes its transaction id before its index. So once N was the last index, and X is a transaction id taken
 * after that, every transaction that holds an index up to N is older than X; as soon as no transaction older than X runs
 * any more, all rows up to N are final. X has to be a fresh id: the end of a snapshot ({@code pg_snapshot_xmax}) is only
 * one past the latest <em>completed</em> id, and running writers may well lie beyond it.
 *
 * <p>Valid for one connection only. A server that crashes may hand out again indexes that nobody had committed, so what
 * was sampled before must not outlive the connection that it was sampled on.
 */
final class Watermark {

    static final String FRESH_ID = "SELECT pg_current_xact_id()::text::bigint";

    private static final String LOOK = """
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest_running,
                   CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS last_index
            FROM eventstore.domain_event_index
            """;

    private final Connection connection;
    private final String boundary;
    private long finalUpTo;
    private long lastIndex;
    private long sampledIndex;
    private long sampledBoundary;

    Watermark(Connection connection) {
        this(connection, FRESH_ID);
    }

    /** For the test that shows what another boundary than a fresh id loses. */
    Watermark(Connection connection, String boundary) {
        this.connection = connection;
        this.boundary = boundary;
    }

    /** Looks at the database; the watermark afterwards. */
    long advance() throws SQLException {
        look();
        if (settled() && lastIndex > finalUpTo) {
            // In this order: the index was read above, the id is taken now.
            sampledIndex = lastIndex;
            sampledBoundary = number(boundary);
            look();
        }
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

    private void look() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            row.next();
            lastIndex = row.getLong("last_index");
            // An unsettled sample is kept until it settles: a newer one each time might never.
            if (!settled() && row.getLong("oldest_running") >= sampledBoundary) {
                finalUpTo = sampledIndex;
            }
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
