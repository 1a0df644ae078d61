package dev.syndicate.gateway.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets so much be worked on at once, in the order in which it came. The rest waits where that costs little, instead of for
 * a connection to the database, which gives up on it after two seconds.
 */
@Component
public class Turns {

    private final TurnSettings settings;
    private final Semaphore turns;

    Turns(TurnSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        this.turns = new Semaphore(settings.atOnce(), true);
        Gauge.builder("syndicate.gateway.queued", turns, Semaphore::getQueueLength)
                .description("Requests that wait for their turn at this moment")
                .register(metrics);
    }

    /** Does this when it is its turn. */
    public <T> T inTurn(Supplier<T> work) {
        boolean turn = take();
        try {
            return work.get();
        } finally {
            giveBack(turn);
        }
    }

    /** Waits for a turn; false where it took too long: whatever holds the others up may not hold this one up for ever. */
    boolean take() {
        try {
            return turns.tryAcquire(settings.longest().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack(boolean taken) {
        if (taken) {
            turns.release();
        }
    }
}
