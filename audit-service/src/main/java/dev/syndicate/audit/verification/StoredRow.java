package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.StoredLeaf;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.EventAsStored;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the database for one sequence.
 *
 * @param record the bytes; absent when the row is gone
 * @param columns absent when the row is gone, or was not read
 * @param leaf absent when the row is gone
 * @param event the event of the record, as it lies in the event store now; absent when it is gone
 */
record StoredRow(
        long sequence,
        @Nullable ChainRecord record,
        StoredRecord.@Nullable Columns columns,
        @Nullable StoredLeaf leaf,
        @Nullable EventAsStored event) {}
