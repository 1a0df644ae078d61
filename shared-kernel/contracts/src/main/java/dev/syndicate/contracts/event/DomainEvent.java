package dev.syndicate.contracts.event;

import java.time.Instant;

/**
 * A fact that was appended to the event store. Its stored form is for ever: golden files guard it.
 * Every event becomes exactly one record of the chain.
 */
public interface DomainEvent {

    /** When it happened, by the clock of the service that appended it; UTC, microseconds. */
    Instant occurredAt();
}
