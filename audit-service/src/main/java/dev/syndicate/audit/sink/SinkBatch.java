package dev.syndicate.audit.sink;

import dev.syndicate.audit.format.ExportedRecord;
import dev.syndicate.contracts.chain.SignedNote;
import java.util.List;

/**
 * What a sink sends next.
 *
 * @param first the first sequence that was looked at
 * @param count how many records that are
 * @param before the sequence that is looked at next once this is acknowledged
 * @param records what matched; not loaded for bundles
 * @param checkpoint a signed note that covers the range; for a bundle the one that ends it
 */
record SinkBatch(long first, long before, long count, List<ExportedRecord> records, SignedNote checkpoint) {

    /** Records that are sent as they are. */
    static SinkBatch of(long first, long before, List<ExportedRecord> records, SignedNote checkpoint) {
        return new SinkBatch(first, before, records.size(), records, checkpoint);
    }

    /** Every record up to a checkpoint, read when it is written. */
    static SinkBatch bundle(long first, long before, SignedNote checkpoint) {
        return new SinkBatch(first, before, before - first, List.of(), checkpoint);
    }

    boolean isEmpty() {
        return count == 0;
    }

    long last() {
        return before - 1;
    }
}
