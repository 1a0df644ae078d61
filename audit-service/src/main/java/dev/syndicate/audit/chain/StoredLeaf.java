package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordHeader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** One row of the table of leaves: what stays of a record for ever, and what makes its event unique. */
public record StoredLeaf(long sequence, UUID eventId, Hash hash) {

    /** What the row of this record must be: from its header's bytes. */
    public static StoredLeaf of(StoredRecord record) {
        RecordHeader header = RecordHeader.parse(record.record().header());
        return new StoredLeaf(record.sequence(), header.eventId(), header.leaf());
    }

    /** The current row. */
    static StoredLeaf of(ResultSet row) throws SQLException {
        return new StoredLeaf(
                row.getLong("sequence"), row.getObject("event_id", UUID.class), Hash.of(row.getBytes("hash")));
    }
}
