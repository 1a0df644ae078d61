package dev.syndicate.gateway.request;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Finds out whether a client still waits for its answer. Nothing but writing to it tells. */
public final class ClientPresence {

    /** For a reset to come back: the first write to a connection that its client has closed still succeeds. */
    private static final Duration ECHO = Duration.ofMillis(60);

    private ClientPresence() {}

    /**
     * Whether the client is there now.
     *
     * @param says writes something that means nothing to the client; false where the connection is broken
     */
    public static boolean check(BooleanSupplier says) {
        return says.getAsBoolean() && pause() && says.getAsBoolean();
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ECHO.toMillis());
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
