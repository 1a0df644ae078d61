package dev.syndicate.local.bench;

import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.local.LocalFailureException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Waits for what another process does, within bounds. A service that does not answer, or says that it cannot now, is asked
 * again; what it refuses is refused.
 */
public final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OUR_OWN_FAILURE = 500;

    private Waiting() {}

    public static void until(String what, BooleanSupplier done) {
        found(what, () -> done.getAsBoolean() ? Optional.of(what) : Optional.empty());
    }

    /** What is there in the end. */
    public static <T> T found(String what, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Optional<T> found = answered(look); ; found = answered(look)) {
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new LocalFailureException("waited " + PATIENCE.toSeconds() + " s in vain: " + what);
            }
            pause(Duration.ofMillis(20));
        }
    }

    /**
     * What is said in the end: asked again while there is no answer in what was said, and when patience is over whatever was
     * said last.
     */
    public static <T> T settled(T first, Predicate<T> unanswered, UnaryOperator<T> again) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T said = first;
        while (unanswered.test(said) && System.nanoTime() < deadline) {
            pause(Duration.ofSeconds(1));
            said = again.apply(said);
        }
        return said;
    }

    private static <T> Optional<T> answered(Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (UnreachableException notYet) {
            return Optional.empty();
        } catch (RefusedException refused) {
            if (refused.reply().status() < OUR_OWN_FAILURE) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    public static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted", stopped);
        }
    }
}
