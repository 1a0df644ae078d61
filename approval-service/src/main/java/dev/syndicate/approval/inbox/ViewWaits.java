package dev.syndicate.approval.inbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** So that who decides and then looks sees it. If the view is late, what was decided is recorded all the same. */
final class ViewWaits {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(10);

    private ViewWaits() {}

    static void until(BooleanSupplier shown) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!shown.getAsBoolean() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
