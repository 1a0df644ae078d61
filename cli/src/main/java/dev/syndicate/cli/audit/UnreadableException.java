package dev.syndicate.cli.audit;

/** What was to be verified, or the key for it, could not be read: nothing is known about the chain. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
