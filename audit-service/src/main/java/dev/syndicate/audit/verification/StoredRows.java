package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads records with their leaves and events in one scan, by pages that are short transactions of their own. */
@Component
class StoredRows {

    private static final String EVERYTHING = """
            SELECT r.sequence, r.header, r.body, r.event_id, r.event_type, r.event_position, r.aggregate_id,
                   r.aggregate_sequence, r.workspace, r.session_id, r.action_id, r.principal, r.outcome, r.occurred_at,
                   r.recorded_at, r.terms,
                   l.event_id AS leaf_event, l.hash AS leaf_hash,
                   e.global_index, e.event_id AS e_event_id, e.aggregate_type AS e_aggregate_type,
                   e.aggregate_id AS e_aggregate_id, e.sequence_number, e.payload_type, e.payload_revision, e.payload,
                   e.metadata, e.occurred_at AS e_occurred_at, e.origin
            FROM audit.record r
            LEFT JOIN audit.leaf l ON l.sequence = r.sequence
            LEFT JOIN eventstore.domain_event e ON e.event_id = r.event_id
            WHERE r.sequence >= :from AND r.sequence < :before
            ORDER BY r.sequence
            """;

    private static final String CHAIN = """
            SELECT r.sequence, r.header, r.body
            FROM audit.record r
            WHERE r.sequence >= :from AND r.sequence < :before
            ORDER BY r.sequence
            """;

    private final JdbcClient jdbc;

    StoredRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row for every sequence from this one on and in front of the other, also where nothing is stored. */
    List<StoredRow> everything(long from, long before) {
        return filled(from, before, query(EVERYTHING, from, before, StoredRows::everything));
    }

    /** The same with the records' bytes alone. */
    List<StoredRow> chain(long from, long before) {
        return filled(from, before, query(CHAIN, from, before, StoredRows::chain));
    }

    private interface RowReader {
        StoredRow read(ResultSet row) throws SQLException;
    }

    private List<StoredRow> query(String sql, long from, long before, RowReader reader) {
        return jdbc.sql(sql)
                .param("from", from)
                .param("before", before)
                .query((row, number) -> reader.read(row))
                .list();
    }

    private List<StoredRow> filled(long from, long before, List<StoredRow> found) {
        if (found.size() == before - from) {
            return found;
        }
        Map<Long, StoredRow> bySequence = new HashMap<>();
        found.forEach(row -> bySequence.put(row.sequence(), row));
        Map<Long, StoredLeaf> leaves = leaves(from, before);
        List<StoredRow> rows = new ArrayList<>();
        for (long sequence = from; sequence < before; sequence++) {
            StoredRow row = bySequence.get(sequence);
            rows.add(row == null ? new StoredRow(sequence, null, null, leaves.get(sequence), null) : row);
        }
        return rows;
    }

    private Map<Long, StoredLeaf> leaves(long from, long before) {
        Map<Long, StoredLeaf> leaves = new HashMap<>();
        jdbc.sql("SELECT sequence, event_id, hash FROM audit.leaf WHERE sequence >= :from AND sequence < :before")
                .param("from", from)
                .param("before", before)
                .query((row, number) -> new StoredLeaf(
                        row.getLong("sequence"), row.getObject("event_id", UUID.class), Hash.of(row.getBytes("hash"))))
                .list()
                .forEach(leaf -> leaves.put(leaf.sequence(), leaf));
        return leaves;
    }

    private static StoredRow chain(ResultSet row) throws SQLException {
        return new StoredRow(row.getLong(1), new ChainRecord(row.getBytes(2), row.getBytes(3)), null, null, null);
    }

    private static StoredRow everything(ResultSet row) throws SQLException {
        StoredRecord record = StoredRecord.of(row);
        return new StoredRow(
                record.sequence(), record.record(), record.columns(), leaf(row, record.sequence()), event(row));
    }

    private static @Nullable StoredLeaf leaf(ResultSet row, long sequence) throws SQLException {
        UUID event = row.getObject("leaf_event", UUID.class);
        return event == null ? null : new StoredLeaf(sequence, event, Hash.of(row.getBytes("leaf_hash")));
    }

    private static @Nullable EventAsStored event(ResultSet row) throws SQLException {
        UUID id = row.getObject("e_event_id", UUID.class);
        return id == null
                ? null
                : new EventAsStored(
                        row.getLong("global_index"),
                        id,
                        row.getString("e_aggregate_type"),
                        row.getString("e_aggregate_id"),
                        row.getLong("sequence_number"),
                        row.getString("payload_type"),
                        row.getString("payload_revision"),
                        row.getBytes("payload"),
                        row.getBytes("metadata"),
                        row.getObject("e_occurred_at", OffsetDateTime.class).toInstant(),
                        row.getString("origin"));
    }
}
