package dev.syndicate.migrator;

import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Version 511: moves the records from before version 510 into the partitioned table. In Java, because a record's terms are
 * extracted from its body by the code that verification compares them with. A body that cannot be read keeps no terms; it
 * is broken with and without them, and verification says so.
 */
final class RecordTermsMigration implements JavaMigration {

    private static final int PAGE = 1000;

    private static final String COLUMNS = """
            sequence, header, body, event_id, event_type, event_position, aggregate_id, aggregate_sequence, workspace,
            session_id, action_id, principal, outcome, occurred_at, recorded_at
            """;

    private static final String MOVE = "INSERT INTO audit.record (" + COLUMNS + ", terms) SELECT " + COLUMNS
            + ", ? FROM audit.record_unpartitioned WHERE sequence = ?";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("511");
    }

    @Override
    public String getDescription() {
        return "record terms";
    }

    /** Changes whenever this class would move records differently. */
    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        long next = 0;
        while (next >= 0) {
            next = movePage(connection, next);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE audit.record_unpartitioned");
        }
    }

    /** Returns the sequence to go on with, or -1 after the last page. */
    private static long movePage(Connection connection, long from) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("SELECT sequence, body FROM"
                        + " audit.record_unpartitioned WHERE sequence >= ? ORDER BY sequence LIMIT " + PAGE);
                PreparedStatement move = connection.prepareStatement(MOVE)) {
            read.setLong(1, from);
            long last = -1;
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    move.setArray(
                            1,
                            connection.createArrayOf(
                                    "text", terms(rows.getBytes(2)).toArray()));
                    move.setLong(2, last);
                    move.addBatch();
                }
            }
            move.executeBatch();
            return last < 0 ? -1 : last + 1;
        }
    }

    private static List<String> terms(byte[] body) {
        try {
            return RecordTerms.of(RecordBody.parse(body));
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
