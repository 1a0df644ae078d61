package dev.syndicate.cli.connect;

/** A file holds something that we would have to overwrite or cannot read. It is left as it is. */
public final class NotOursException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotOursException(String message) {
        super(message);
    }
}
