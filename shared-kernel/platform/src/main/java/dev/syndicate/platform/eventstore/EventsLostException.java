package dev.syndicate.platform.eventstore;

/**
 * The database holds less than what was once there: it was restored from a backup, or a failover lost its tail. Reading
 * stops, because going on would skip whatever is appended under the lost numbers. People have to decide.
 */
public class EventsLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventsLostException(String message) {
        super(message);
    }
}
