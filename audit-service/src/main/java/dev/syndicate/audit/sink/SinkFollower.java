package dev.syndicate.audit.sink;

import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.sink.Cursors.Cursor;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the chain for one sink, on a thread of its own: a receiver that does not answer delays this sink and nothing
 * else. The cursor moves after the acknowledgement, so a crash in between sends a batch again, and never loses one.
 */
final class SinkFollower implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkFollower.class);

    private final Sink sink;
    private final Cursors cursors;
    private final Checkpoints checkpoints;
    private final SinkMetrics metrics;
    private final String holder;
    private final Duration lease;
    private final Backoff backoff;
    private @Nullable SinkBatch pending;
    private volatile boolean running = true;
    private volatile String failure = "";

    SinkFollower(
            Sink sink, Cursors cursors, Checkpoints checkpoints, SinkMetrics metrics, String holder, Duration lease) {
        this.sink = sink;
        this.cursors = cursors;
        this.checkpoints = checkpoints;
        this.metrics = metrics;
        this.holder = holder;
        this.lease = lease;
        this.backoff = new Backoff(sink.settings().maxBackoff(), RandomGenerator.getDefault());
    }

    Sink sink() {
        return sink;
    }

    /** Why the last attempt failed; empty when it did not. */
    String failure() {
        return failure;
    }

    void stop() {
        running = false;
    }

    @Override
    public void run() {
        while (running) {
            try {
                Duration pause = round();
                succeeded();
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                break;
            } catch (IOException | RuntimeException e) {
                if (!pauseAfter(e)) {
                    break;
                }
            }
        }
        leave();
    }

    /** One look at the chain. Returns how long to wait for the next one. */
    private Duration round() throws IOException, InterruptedException {
        Optional<SignedNote> newest = checkpoints.latest();
        if (newest.isEmpty()) {
            return sink.settings().interval();
        }
        long signed = Checkpoint.parse(newest.get().text()).size();
        cursors.start(sink.name(), sink.settings().start() == SinkProperties.Start.NOW ? signed : 0);
        Optional<Cursor> mine = cursors.acquire(sink.name(), holder, lease);
        metrics.lag(mine.map(cursor -> Math.max(0, signed - cursor.next())).orElse(-1L));
        if (mine.isEmpty() || mine.get().next() >= signed) {
            return sink.settings().interval();
        }
        Optional<SinkBatch> batch = next(mine.get(), newest.get());
        if (batch.isEmpty()) {
            return sink.settings().interval();
        }
        send(mine.get(), batch.get());
        return Duration.ZERO;
    }

    /** What failed is sent again as it was, under the same name, and not cut anew with what has come since. */
    private Optional<SinkBatch> next(Cursor cursor, SignedNote newest) throws IOException {
        SinkBatch failed = pending;
        if (failed == null || failed.first() != cursor.next()) {
            pending = sink.batches().next(cursor.next(), newest).orElse(null);
        }
        return Optional.ofNullable(pending);
    }

    private void send(Cursor cursor, SinkBatch batch) throws IOException, InterruptedException {
        if (!batch.isEmpty()) {
            sink.delivery().send(batch);
        }
        pending = null;
        if (cursors.advance(cursor, batch.before())) {
            metrics.sent(batch.count());
        } else {
            LOG.warn("Another process follows for sink {} now; what was sent last is sent again there", sink.name());
        }
    }

    private void succeeded() {
        backoff.succeeded();
        if (!failure.isEmpty()) {
            LOG.info("Sink {} goes on", sink.name());
            failure = "";
        }
    }

    private boolean pauseAfter(Exception e) {
        if (!running || Thread.currentThread().isInterrupted()) {
            return false;
        }
        metrics.failed();
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (failure.isEmpty()) {
            LOG.warn("Sink {} cannot send; trying again until it can: {}", sink.name(), reason);
        }
        failure = reason;
        try {
            Thread.sleep(backoff.failed());
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private void leave() {
        sink.delivery().close();
        try {
            cursors.release(sink.name(), holder);
        } catch (RuntimeException e) {
            LOG.info("The lease of sink {} could not be given up; it ends by itself", sink.name());
        }
    }
}
