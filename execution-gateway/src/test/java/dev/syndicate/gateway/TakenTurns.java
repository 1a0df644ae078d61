package dev.syndicate.gateway;

import dev.syndicate.gateway.request.Turns;
import java.util.concurrent.CountDownLatch;

/** Turns that the test has taken; whoever comes now waits until it gives them back. */
final class TakenTurns implements AutoCloseable {

    private final CountDownLatch back = new CountDownLatch(1);

    private TakenTurns() {}

    static TakenTurns all(Turns turns, int atOnce) {
        TakenTurns held = new TakenTurns();
        CountDownLatch taken = new CountDownLatch(atOnce);
        for (int i = 0; i < atOnce; i++) {
            Thread.startVirtualThread(() -> turns.inTurn(() -> {
                taken.countDown();
                await(held.back);
                return true;
            }));
        }
        await(taken);
        return held;
    }

    @Override
    public void close() {
        back.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
