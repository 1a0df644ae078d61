package dev.syndicate.platform.eventstore;

/** The event store cannot be read at the moment. Nothing is lost: the same reader goes on where it stopped. */
public class EventStoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventStoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
