package dev.syndicate.policy.evaluation;

import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.policy.bundle.Verdict;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Runs evaluations on a few threads of their own, for so long and no longer. CEL cannot be interrupted, so an evaluation
 * that takes too long is answered by a denial and ends by its own bounds, while others have the remaining threads.
 */
@Component
class BoundedEvaluator {

    private final ExecutorService threads;
    private final Duration timeout;

    BoundedEvaluator(EvaluationProperties properties) {
        this.timeout = properties.timeout();
        this.threads = new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                1,
                TimeUnit.MINUTES,
                queue(properties.queue()),
                Thread.ofPlatform().name("evaluation-", 0).daemon().factory());
    }

    private static BlockingQueue<Runnable> queue(int size) {
        return size == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(size);
    }

    /** The verdict, or a denial that says why there is none. */
    Verdict evaluate(Supplier<Verdict> evaluation) {
        try {
            return await(threads.submit(evaluation::get));
        } catch (RejectedExecutionException full) {
            return denied("Too many evaluations are waiting");
        }
    }

    private Verdict await(Future<Verdict> verdict) {
        try {
            return verdict.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            verdict.cancel(true);
            return denied("The evaluation took longer than " + timeout);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("An evaluation failed", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return denied("The service is stopping");
        }
    }

    private static Verdict denied(String reason) {
        return Verdict.denied(reason, TrustTier.NONE);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
