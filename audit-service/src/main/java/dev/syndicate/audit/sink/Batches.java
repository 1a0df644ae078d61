package dev.syndicate.audit.sink;

import dev.syndicate.contracts.chain.SignedNote;
import java.io.IOException;
import java.util.Optional;

/** Cuts the chain into what a sink sends at once. */
@FunctionalInterface
interface Batches {

    /** What comes next from this cursor on, covered by this checkpoint; empty while it should be waited for. */
    Optional<SinkBatch> next(long cursor, SignedNote newest) throws IOException;
}
