package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordBody;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of records, of their leaves and of complete subtrees. All only ever grow. */
@Component
public class RecordStore {

    private static final String INSERT = """
            INSERT INTO audit.record
                (sequence, header, body, event_id, event_type, event_position, aggregate_id, aggregate_sequence,
                 workspace, session_id, action_id, principal, outcome, occurred_at, recorded_at, terms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    RecordStore(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    /** The record of this sequence. */
    public Optional<StoredRecord> find(long sequence) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS + " FROM audit.record WHERE sequence = :sequence")
                .param("sequence", sequence)
                .query((row, number) -> StoredRecord.of(row))
                .optional();
    }

    /** The record of this event. */
    public Optional<StoredRecord> ofEvent(UUID eventId) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS + " FROM audit.record"
                        + " WHERE sequence = (SELECT sequence FROM audit.leaf WHERE event_id = :event)")
                .param("event", eventId)
                .query((row, number) -> StoredRecord.of(row))
                .optional();
    }

    /** The next records from this sequence on, in order; a page of its own short transaction. */
    public List<StoredRecord> page(long from, long before, int limit) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS + """
                        FROM audit.record
                        WHERE sequence >= :from AND sequence < :before
                        ORDER BY sequence
                        LIMIT :limit
                        """)
                .param("from", from)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> StoredRecord.of(row))
                .list();
    }

    /** The same with the bytes alone. */
    public List<ChainRecord> bytes(long from, long before, int limit) {
        return jdbc.sql("""
                        SELECT header, body FROM audit.record
                        WHERE sequence >= :from AND sequence < :before
                        ORDER BY sequence
                        LIMIT :limit
                        """)
                .param("from", from)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new ChainRecord(row.getBytes(1), row.getBytes(2)))
                .list();
    }

    /** The last record of this piece that lies in a pruned range. */
    public Optional<Long> lastPruned(long from, long before) {
        return jdbc.sql(
                        "SELECT last FROM audit.pruned WHERE last >= :from AND first < :before ORDER BY last DESC LIMIT 1")
                .param("from", from)
                .param("before", before)
                .query(Long.class)
                .optional();
    }

    /** All records about events of this type, in order; for types of which there are few. */
    public List<StoredRecord> ofType(String type) {
        return jdbc.sql("SELECT " + StoredRecord.COLUMNS + """
                        FROM audit.record
                        WHERE event_type = :type
                        ORDER BY sequence
                        """)
                .param("type", type)
                .query((row, number) -> StoredRecord.of(row))
                .list();
    }

    /** The sequences of the latest records about events of this type, the newest first. */
    public List<Long> latestOfType(String type, int limit) {
        return jdbc.sql("""
                        SELECT sequence FROM audit.record
                        WHERE event_type = :type
                        ORDER BY sequence DESC
                        LIMIT :limit
                        """)
                .param("type", type)
                .param("limit", limit)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** The body of the latest record of each of these actions that has one. */
    Map<String, RecordBody> latestOfActions(Collection<String> actions) {
        Map<String, RecordBody> found = new HashMap<>();
        jdbc.sql("""
                        SELECT a.id, r.body
                        FROM unnest(:actions) AS a (id)
                        CROSS JOIN LATERAL (
                            SELECT body FROM audit.record
                            WHERE action_id = a.id
                            ORDER BY sequence DESC
                            LIMIT 1) AS r
                        """).param("actions", actions.toArray(String[]::new)).query(row -> {
            String action = row.getString("id");
            readable(row.getBytes("body")).ifPresent(body -> found.put(action, body));
        });
        return found;
    }

    /** A body that somebody has broken is for verification to find; it stops no writer. */
    private static Optional<RecordBody> readable(byte[] body) {
        try {
            return Optional.of(RecordBody.parse(body));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** The stored leaves from this sequence on and in front of the other, in order. */
    public List<StoredLeaf> leaves(long from, long before) {
        return jdbc.sql("""
                        SELECT sequence, event_id, hash FROM audit.leaf
                        WHERE sequence >= :from AND sequence < :before
                        ORDER BY sequence
                        """)
                .param("from", from)
                .param("before", before)
                .query((row, number) -> StoredLeaf.of(row))
                .list();
    }

    /** The first sequence that no partition takes yet. */
    long partitionEnd() {
        return jdbc.sql("SELECT audit.partition_end()").query(Long.class).single();
    }

    /** Makes the next partition unless enough lie ahead; returns {@link #partitionEnd()} afterwards. */
    long makeNextPartition() {
        return jdbc.sql("SELECT audit.make_next_partition()").query(Long.class).single();
    }

    /** The stored subtrees of this level from this index on, at most so many, in order. */
    List<Hash> subtrees(int level, long from, int count) {
        return jdbc.sql("""
                        SELECT hash FROM audit.subtree
                        WHERE level = :level AND index >= :from AND index < :before
                        ORDER BY index
                        """)
                .param("level", level)
                .param("from", from)
                .param("before", from + count)
                .query((row, number) -> Hash.of(row.getBytes("hash")))
                .list();
    }

    /** Inserts a batch; in the transaction that advances the head. */
    void insert(List<StoredRecord> records) {
        template.batchUpdate(
                "INSERT INTO audit.leaf (sequence, event_id, hash) VALUES (?, ?, ?)",
                records,
                records.size(),
                (statement, row) -> {
                    statement.setLong(1, row.sequence());
                    statement.setObject(2, row.columns().eventId());
                    statement.setBytes(3, row.record().leaf().bytes());
                });
        template.batchUpdate(INSERT, records, records.size(), RecordStore::bind);
    }

    /** Inserts the subtrees that a batch completed. */
    void insertSubtrees(List<Subtree> subtrees) {
        if (!subtrees.isEmpty()) {
            template.batchUpdate(
                    "INSERT INTO audit.subtree (level, index, hash) VALUES (?, ?, ?)",
                    subtrees,
                    subtrees.size(),
                    (statement, subtree) -> {
                        statement.setInt(1, subtree.level());
                        statement.setLong(2, subtree.index());
                        statement.setBytes(3, subtree.hash().bytes());
                    });
        }
    }

    private static void bind(PreparedStatement statement, StoredRecord row) throws SQLException {
        StoredRecord.Columns columns = row.columns();
        statement.setLong(1, row.sequence());
        statement.setBytes(2, row.record().header());
        statement.setBytes(3, row.record().body());
        statement.setObject(4, columns.eventId());
        statement.setString(5, columns.eventType());
        statement.setLong(6, columns.eventPosition());
        statement.setString(7, columns.aggregateId());
        statement.setLong(8, columns.aggregateSequence());
        statement.setString(9, columns.workspace());
        statement.setString(10, columns.session());
        statement.setString(11, columns.action());
        statement.setString(12, columns.principal());
        statement.setString(13, columns.outcome());
        statement.setTimestamp(14, Timestamp.from(columns.occurredAt()));
        statement.setTimestamp(15, Timestamp.from(columns.recordedAt()));
        statement.setObject(16, columns.terms().toArray(String[]::new));
    }
}
