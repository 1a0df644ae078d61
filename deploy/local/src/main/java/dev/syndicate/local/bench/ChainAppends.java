package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * How fast the chain takes up what waits, by the recorded times of a burst that was appended while audit-service was
 * held still. Beside it, plain batched inserts of the same rows, in the same batches, into tables with the same columns
 * and indexes and without triggers.
 */
final class ChainAppends {

    private static final int BURST = 6_000;
    private static final int BATCH = 500;
    private static final int LEAF_COLUMNS = 3;

    private final Stack stack;
    private final Database administrator;
    private final Database gateway;
    private final Samples ours = new Samples();
    private final Samples baseline = new Samples();

    /** Stops all that would act on the copied events. */
    ChainAppends(Stack stack) {
        this.stack = stack;
        this.administrator = stack.administrator();
        this.gateway = stack.as(Component.GATEWAY);
        stack.stop(Component.GATEWAY);
        stack.stop(Component.APPROVAL);
        stack.stop(Component.POLICY);
        administrator.execute("CREATE TABLE bench.record (LIKE audit.record INCLUDING ALL)");
        administrator.execute("CREATE TABLE bench.leaf (LIKE audit.leaf INCLUDING ALL)");
    }

    void round() {
        long from = administrator.number("SELECT coalesce(max(sequence), -1) + 1 FROM audit.record");
        stack.signal(Component.AUDIT, "STOP");
        try {
            appendCopies();
        } finally {
            stack.signal(Component.AUDIT, "CONT");
        }
        Waiting.until("the chain takes up the burst", () -> recordedSince(from) >= BURST);
        ours.add(rateSince(from));
        baseline.add(insertSame(from));
    }

    List<Result> results() {
        return List.of(new Result(
                "chain appends, records", "/s", ours.median(), baseline.median(), "batched inserts, same tables"));
    }

    private long recordedSince(long from) {
        return administrator.number("SELECT count(*) FROM audit.record WHERE sequence >= ?", from);
    }

    /** Copies one real event into streams of their own, as the role that owns its type. */
    private void appendCopies() {
        gateway.execute("""
                INSERT INTO eventstore.domain_event (
                    event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload,
                    metadata, occurred_at)
                SELECT gen_random_uuid(), aggregate_type, gen_random_uuid()::text, 0, payload_type, payload_revision,
                       payload, metadata, now()
                FROM (
                    SELECT aggregate_type, payload_type, payload_revision, payload, metadata
                    FROM eventstore.domain_event
                    WHERE payload_type LIKE '%.ActionProposed' AND sequence_number = 0
                    ORDER BY global_index LIMIT 1) AS event, generate_series(1, ?)
                """, BURST);
    }

    /** Without the last batch: its records carry the time at which it began. */
    private double rateSince(long from) {
        return administrator.list("""
                        SELECT count(*) FILTER (WHERE recorded_at < last) / extract(epoch FROM last - min(recorded_at))
                        FROM (
                            SELECT recorded_at, max(recorded_at) OVER () AS last
                            FROM audit.record WHERE sequence >= ?) AS burst
                        GROUP BY last
                        """, row -> row.getDouble(1), from).getFirst();
    }

    private double insertSame(long from) {
        administrator.execute("TRUNCATE bench.record, bench.leaf");
        try (Connection source = administrator.connect();
                Connection target = administrator.connect();
                PreparedStatement read = source.prepareStatement("""
                        SELECT r.*, l.sequence, l.event_id, l.hash
                        FROM audit.record r JOIN audit.leaf l ON l.sequence = r.sequence
                        WHERE r.sequence >= ? ORDER BY r.sequence""")) {
            read.setLong(1, from);
            try (ResultSet rows = read.executeQuery()) {
                return insert(rows, target);
            }
        } catch (SQLException failure) {
            throw new LocalFailureException("the baseline failed: " + failure.getMessage(), failure);
        }
    }

    private static double insert(ResultSet rows, Connection target) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        target.setAutoCommit(false);
        int count = 0;
        long start = System.nanoTime();
        try (PreparedStatement record = insertInto(target, "bench.record", columns - LEAF_COLUMNS);
                PreparedStatement leaf = insertInto(target, "bench.leaf", LEAF_COLUMNS)) {
            while (rows.next()) {
                add(rows, record, 0, columns - LEAF_COLUMNS);
                add(rows, leaf, columns - LEAF_COLUMNS, LEAF_COLUMNS);
                if (++count % BATCH == 0) {
                    execute(target, record, leaf);
                }
            }
            execute(target, record, leaf);
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    private static PreparedStatement insertInto(Connection target, String table, int columns) throws SQLException {
        return target.prepareStatement("INSERT INTO " + table + " VALUES (" + "?, ".repeat(columns - 1) + "?)");
    }

    private static void add(ResultSet rows, PreparedStatement insert, int before, int columns) throws SQLException {
        for (int column = 1; column <= columns; column++) {
            insert.setObject(column, rows.getObject(before + column));
        }
        insert.addBatch();
    }

    private static void execute(Connection target, PreparedStatement record, PreparedStatement leaf)
            throws SQLException {
        leaf.executeBatch();
        record.executeBatch();
        target.commit();
    }
}
