package dev.syndicate.client;

import java.net.URI;

/** Nobody answered at an address, or not in time. Whether a request had an effect is unknown. */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreachableException(URI address, Throwable cause) {
        super("Cannot reach " + address.resolve("/") + " (" + reason(cause) + ")", cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
