package dev.syndicate.gateway.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Lets so many requests of coding tools be worked on at once, in the order in which they came. The others wait here,
 * instead of for a connection to the database, which gives up on them after two seconds. Only who is known and has sent a
 * whole body gets here, so that nobody keeps a turn by being slow.
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

    /** What is done in a turn. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        T done() throws E;
    }

    /** What is done in a turn. */
    @FunctionalInterface
    public interface QueuedWork<T, E extends Exception> {

        /** @param queued whether it had to wait for its turn, and its client may have gone meanwhile */
        T done(boolean queued) throws E;
    }

    /** Does this when it is its turn, or has waited for that as long as it may. */
    public <T, E extends Exception> T inTurn(Work<T, E> work) throws E {
        return inTurn(_ -> work.done());
    }

    /** Does this when it is its turn, or has waited for that as long as it may; it is told whether it had to wait. */
    public <T, E extends Exception> T inTurn(QueuedWork<T, E> work) throws E {
        boolean atOnce = isTurnWithin(Duration.ZERO);
        boolean turn = atOnce || isTurnWithin(settings.longest());
        try {
            return work.done(!atOnce);
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    /** None waits for ever: whatever holds the others up may not hold this one up. */
    private boolean isTurnWithin(Duration longest) {
        try {
            return turns.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
