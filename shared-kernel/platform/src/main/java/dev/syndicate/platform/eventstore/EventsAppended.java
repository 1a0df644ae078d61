package dev.syndicate.platform.eventstore;

/** Is told that {@link SafeStream} has events to read that it had not before. */
@FunctionalInterface
public interface EventsAppended {

    /** Must return at once and must not throw. */
    void eventsAppended();
}
