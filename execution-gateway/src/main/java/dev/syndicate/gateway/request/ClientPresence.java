package dev.syndicate.gateway.request;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Finds out whether a client still waits for its answer. One that closes its connection can be heard, and its answer is none the
 * worse for that (docs/decisions/0142). Where an answer has waited for so long that something between may have forgotten the
 * connection, only writing tells (docs/decisions/0078).
 */
public final class ClientPresence {

    /** The request's attribute that tells whether its connection is open, from {@link ListeningProcessor}. */
    static final String CONNECTION = ClientPresence.class.getName() + ".connection";

    /** For a reset to come back: the first write to a connection that its client has closed still succeeds. */
    private static final Duration ECHO = Duration.ofMillis(60);

    private ClientPresence() {}

    /**
     * Whether the client has not hung up so far. To be asked only while the request is worked on.
     *
     * @throws IllegalStateException where the web server is not ours, and cannot tell
     */
    public static boolean isConnected(HttpServletRequest request) {
        if (request.getAttribute(CONNECTION) instanceof BooleanSupplier open) {
            return open.getAsBoolean();
        }
        throw new IllegalStateException("The web server does not tell whether a client has hung up");
    }

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
