package dev.syndicate.local.bench;

import dev.syndicate.local.LocalFailureException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, within bounds. */
public final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Waiting() {}

    public static void until(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new LocalFailureException("waited " + PATIENCE.toSeconds() + " s in vain: " + what);
            }
            pause(Duration.ofMillis(20));
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
