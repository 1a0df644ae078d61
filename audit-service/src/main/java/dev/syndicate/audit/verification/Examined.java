package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.CheckedRecord;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row and everything that can be said of it alone, on any thread. What rows say of each other is for {@link Sweep}.
 *
 * @param record absent when the row is gone
 * @param storedLeaf from the table of leaves; absent when that row is gone
 * @param position of the event; -1 when the body cannot be read
 * @param fault what is wrong with the columns or the event, if anything is
 * @param leafFault what is wrong with the row in the table of leaves, if anything is
 */
record Examined(
        long sequence,
        @Nullable CheckedRecord record,
        @Nullable Hash storedLeaf,
        long position,
        @Nullable Broken fault,
        @Nullable Broken leafFault) {

    static Examined everything(StoredRow row) {
        ChainRecord stored = row.record();
        Hash leaf = hash(row.leaf());
        if (stored == null) {
            return new Examined(row.sequence(), null, leaf, -1, null, null);
        }
        CheckedRecord checked = CheckedRecord.of(stored);
        RecordHeader header = checked.header();
        if (header == null || checked.bodyFault() != null) {
            return new Examined(row.sequence(), checked, leaf, -1, null, null);
        }
        RecordBody body = checked.body();
        Optional<Broken> fault = columns(row, header, body).or(() -> event(row, body));
        return new Examined(
                row.sequence(),
                checked,
                leaf,
                body.position(),
                fault.orElse(null),
                leaf(row, header, checked).orElse(null));
    }

    static Examined chain(StoredRow row) {
        ChainRecord stored = row.record();
        return new Examined(
                row.sequence(),
                stored == null ? null : CheckedRecord.hashesOf(stored),
                hash(row.leaf()),
                -1,
                null,
                null);
    }

    /** The header, where there is one that can be read. */
    @Nullable
    RecordHeader header() {
        CheckedRecord checked = record;
        return checked == null ? null : checked.header();
    }

    private static Optional<Broken> columns(StoredRow row, RecordHeader header, RecordBody body) {
        return StoredRecord.Columns.of(header, body).equals(row.columns())
                ? Optional.empty()
                : fault(ChainFault.COLUMN, row.sequence(), "An indexed column differs from the record's bytes");
    }

    private static Optional<Broken> event(StoredRow row, RecordBody body) {
        EventAsStored event = row.event();
        if (event == null) {
            return fault(ChainFault.EVENT_MISSING, row.sequence(), "The event of the record is not in the event store");
        }
        return event.digest().equals(body.eventDigest())
                ? Optional.empty()
                : fault(
                        ChainFault.EVENT_CHANGED,
                        row.sequence(),
                        "The event in the event store is not the one that was recorded");
    }

    private static Optional<Broken> leaf(StoredRow row, RecordHeader header, CheckedRecord checked) {
        StoredLeaf expected = new StoredLeaf(row.sequence(), header.eventId(), checked.leaf());
        return expected.equals(row.leaf())
                ? Optional.empty()
                : fault(ChainFault.LEAF, row.sequence(), "A stored leaf differs from the record, or is missing");
    }

    private static @Nullable Hash hash(@Nullable StoredLeaf leaf) {
        return leaf == null ? null : leaf.hash();
    }

    private static Optional<Broken> fault(ChainFault fault, long sequence, String detail) {
        return Optional.of(new Broken(fault, sequence, detail));
    }
}
