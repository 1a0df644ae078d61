package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ReadOnlyDatabase;
import dev.syndicate.audit.chain.StoredEvents;
import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.EventAsStored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads records with their leaves and events, by pages of which every statement is one range of an index. */
@Component
class StoredRows {

    private static final String RECORDS = "SELECT " + StoredRecord.COLUMNS + """
            FROM audit.record
            WHERE sequence >= :from AND sequence < :before
            ORDER BY sequence
            """;

    private static final String CHAIN = """
            SELECT sequence, header, body
            FROM audit.record
            WHERE sequence >= :from AND sequence < :before
            ORDER BY sequence
            """;

    private final JdbcClient jdbc;
    private final ReadOnlyDatabase database;
    private final StoredEvents events;

    StoredRows(ReadOnlyDatabase database, StoredEvents events) {
        this.jdbc = database.jdbc();
        this.database = database;
        this.events = events;
    }

    /** A row for every sequence from this one on and in front of the other, also where nothing is stored. */
    List<StoredRow> everything(long from, long before) {
        Map<Long, StoredRecord> records = new HashMap<>();
        jdbc.sql(RECORDS)
                .param("from", from)
                .param("before", before)
                .query((row, number) -> StoredRecord.of(row))
                .list()
                .forEach(record -> records.put(record.sequence(), record));
        Map<UUID, EventAsStored> known = events.of(records.values());
        Map<Long, StoredLeaf> leaves = leaves(from, before);
        List<StoredRow> rows = new ArrayList<>(Math.toIntExact(before - from));
        for (long sequence = from; sequence < before; sequence++) {
            rows.add(row(sequence, records.get(sequence), leaves.get(sequence), known));
        }
        return rows;
    }

    /** The same with the records' bytes alone; where one is missing, with its leaf. */
    List<StoredRow> chain(long from, long before) {
        List<StoredRow> found = jdbc.sql(CHAIN)
                .param("from", from)
                .param("before", before)
                .query((row, number) -> new StoredRow(
                        row.getLong(1), new ChainRecord(row.getBytes(2), row.getBytes(3)), null, null, null))
                .list();
        return found.size() == before - from ? found : filled(from, before, found);
    }

    private List<StoredRow> filled(long from, long before, List<StoredRow> found) {
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
        database.records().leaves(from, before).forEach(leaf -> leaves.put(leaf.sequence(), leaf));
        return leaves;
    }

    private static StoredRow row(
            long sequence, @Nullable StoredRecord record, @Nullable StoredLeaf leaf, Map<UUID, EventAsStored> events) {
        return record == null
                ? new StoredRow(sequence, null, null, leaf, null)
                : new StoredRow(
                        sequence,
                        record.record(),
                        record.columns(),
                        leaf,
                        events.get(record.columns().eventId()));
    }
}
