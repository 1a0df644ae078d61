package dev.syndicate.audit.privacy;

import dev.syndicate.contracts.audit.AuditEvent;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.stereotype.Component;

/** Puts a decision on record, in the transaction that carries it out. */
@Component
public class Recorded {

    private final EventBus events;

    Recorded(EventBus events) {
        this.events = events;
    }

    /** Appends the event; answers its id. */
    public UUID publish(String aggregateType, UUID aggregate, long sequence, AuditEvent event) {
        GenericDomainEventMessage<AuditEvent> message =
                new GenericDomainEventMessage<>(aggregateType, aggregate.toString(), sequence, event);
        events.publish(message);
        return UUID.fromString(message.getIdentifier());
    }
}
