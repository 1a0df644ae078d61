package dev.syndicate.gateway.action;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Something that is done while the caller does something else; neither takes part in a transaction of the other. */
final class Meanwhile<T> {

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final Future<T> result;

    private Meanwhile(Future<T> result) {
        this.result = result;
    }

    static <T> Meanwhile<T> get(Supplier<T> work) {
        return new Meanwhile<>(THREADS.submit(work::get));
    }

    /** Waits for it; fails as it failed. */
    T join() {
        try {
            return result.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The gateway is stopping", stopping);
        }
    }
}
