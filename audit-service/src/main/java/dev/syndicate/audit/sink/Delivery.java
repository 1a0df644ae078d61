package dev.syndicate.audit.sink;

import java.io.IOException;

/** A receiver of records. Used by one thread. */
interface Delivery extends AutoCloseable {

    /** Sends a batch, and returns once the receiver has acknowledged all of it. A failure may have delivered some. */
    void send(SinkBatch batch) throws IOException, InterruptedException;

    @Override
    default void close() {}
}
