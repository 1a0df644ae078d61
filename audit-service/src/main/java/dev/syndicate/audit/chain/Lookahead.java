package dev.syndicate.audit.chain;

import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.platform.eventstore.SafeStream;
import dev.syndicate.platform.eventstore.StoredEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Reads and canonicalises the next batch while the last one is committed, as long as events are waiting. What was prepared
 * behind a batch that is not committed after all is discarded. Used by the writer's thread.
 */
@Component
class Lookahead implements DisposableBean {

    private final SafeStream events;
    private final Sequencer sequencer;
    private final ChainMetrics metrics;
    private final int batchSize;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("chain-prepare").factory());
    private @Nullable CompletableFuture<Optional<Prepared>> ahead;

    Lookahead(SafeStream events, Sequencer sequencer, ChainMetrics metrics, AuditSettings settings) {
        this.events = events;
        this.sequencer = sequencer;
        this.metrics = metrics;
        this.batchSize = settings.batchSize();
    }

    /** The next batch behind this head: as prepared, or else as the database has it now. */
    Optional<Prepared> next(ChainHead head) {
        CompletableFuture<Optional<Prepared>> prepared = ahead;
        ahead = null;
        Optional<Prepared> found = prepared == null ? Optional.empty() : prepared.join();
        return found.isPresent() ? found : prepare(head);
    }

    /** Begins with the batch behind this one, if this one was as large as it may be. */
    void goOn(Prepared last) {
        if (last.events().size() == batchSize) {
            ahead = CompletableFuture.supplyAsync(() -> prepare(last.batch().head()), worker);
        }
    }

    /** After a fence or a failure: nothing that was prepared counts, and nothing is remembered of it. */
    void discard() {
        CompletableFuture<Optional<Prepared>> prepared = ahead;
        ahead = null;
        if (prepared != null) {
            prepared.handle((result, failure) -> true).join();
        }
        sequencer.forget();
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private Optional<Prepared> prepare(ChainHead head) {
        long start = System.nanoTime();
        List<StoredEvent> next = events.read(head.position(), batchSize);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Batch batch = sequencer.sequence(head, next);
        metrics.prepared(System.nanoTime() - start);
        return Optional.of(new Prepared(next, batch));
    }
}
