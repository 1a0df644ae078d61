package dev.syndicate.audit.evidence;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.Hash;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a bundle in their order, read page by page as they are written. */
@FunctionalInterface
interface RecordSource {

    /** Takes a record, with its inclusion proof where the bundle is a selection. */
    @FunctionalInterface
    interface Taker {
        void take(StoredRecord record, @Nullable List<Hash> proof) throws IOException;
    }

    void each(Taker taker) throws IOException;
}
