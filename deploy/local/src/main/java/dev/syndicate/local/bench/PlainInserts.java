package dev.syndicate.local.bench;

import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The baseline of appends: records and leaves that the chain has, inserted again in batches of the same size, by one
 * connection, into tables with the same columns and indexes and without triggers. Nothing is read or made meanwhile.
 */
final class PlainInserts {

    static final int BATCH = 500;

    private final Database administrator;

    PlainInserts(Database administrator) {
        this.administrator = administrator;
        administrator.execute("CREATE TABLE IF NOT EXISTS bench.record (LIKE audit.record INCLUDING ALL)");
        administrator.execute("CREATE TABLE IF NOT EXISTS bench.leaf (LIKE audit.leaf INCLUDING ALL)");
    }

    /** Inserts what was recorded from this sequence on; answers how many records a second. */
    double rate(long from) {
        administrator.execute("TRUNCATE bench.record, bench.leaf");
        List<Object[]> records = rows("SELECT * FROM audit.record WHERE sequence >= ? ORDER BY sequence", from);
        List<Object[]> leaves = rows("SELECT * FROM audit.leaf WHERE sequence >= ? ORDER BY sequence", from);
        try (Connection target = administrator.connect()) {
            target.setAutoCommit(false);
            long start = System.nanoTime();
            try (PreparedStatement record = insertInto(target, "bench.record", records);
                    PreparedStatement leaf = insertInto(target, "bench.leaf", leaves)) {
                for (int at = 0; at < records.size(); at += BATCH) {
                    int end = Math.min(records.size(), at + BATCH);
                    insert(leaf, leaves.subList(at, end));
                    insert(record, records.subList(at, end));
                    target.commit();
                }
            }
            return records.size() * 1e9 / (System.nanoTime() - start);
        } catch (SQLException failure) {
            throw new LocalFailureException("the baseline failed: " + failure.getMessage(), failure);
        }
    }

    private List<Object[]> rows(String query, long from) {
        return administrator.list(query, PlainInserts::row, from);
    }

    private static Object[] row(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            values.add(row.getObject(column));
        }
        return values.toArray();
    }

    private static PreparedStatement insertInto(Connection target, String table, List<Object[]> rows)
            throws SQLException {
        int columns = rows.getFirst().length;
        return target.prepareStatement("INSERT INTO " + table + " VALUES (" + "?, ".repeat(columns - 1) + "?)");
    }

    private static void insert(PreparedStatement insert, List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                insert.setObject(column + 1, row[column]);
            }
            insert.addBatch();
        }
        insert.executeBatch();
    }
}
