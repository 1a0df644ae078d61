package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.ApprovalSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** So that who decides and then looks sees it. If the view is late, what was decided is recorded all the same. */
@Component
public class ViewWaits {

    /** Some views send no signals, and one is lost while its connection is away: so there is a look without one. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** One request that waits; identity, because two may wait for the same approval. */
    private static final class Waiter {

        private final Object awaited;
        private final Semaphore signals = new Semaphore(0);

        private Waiter(Object awaited) {
            this.awaited = awaited;
        }

        private void waitUntil(long deadline) throws InterruptedException {
            long left = Math.min(LOOK.toNanos(), deadline - System.nanoTime());
            if (signals.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                signals.drainPermits();
            }
        }
    }

    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final Duration patience;

    ViewWaits(ApprovalSignals signals, ApprovalSettings settings) {
        this.patience = settings.viewWait();
        signals.onSignal(signal -> waiters.stream()
                .filter(waiter -> waiter.awaited.equals(signal.approval()))
                .forEach(waiter -> waiter.signals.release()));
    }

    /**
     * Returns once the view shows it, or after a while.
     *
     * @param awaited an approval's id, so that a look follows on its signals; or any other
     */
    public void until(Object awaited, BooleanSupplier shown) {
        Waiter waiter = new Waiter(awaited);
        waiters.add(waiter);
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (!shown.getAsBoolean() && System.nanoTime() < deadline) {
                waiter.waitUntil(deadline);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            waiters.remove(waiter);
        }
    }
}
