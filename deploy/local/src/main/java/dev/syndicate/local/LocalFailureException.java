package dev.syndicate.local;

/** Something on this machine stands in the way; the message says what, and what to do about it. */
public final class LocalFailureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LocalFailureException(String message) {
        super(message);
    }

    public LocalFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
