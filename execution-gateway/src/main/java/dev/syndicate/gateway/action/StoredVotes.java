package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Votes as approval-service appended them; the database vouches for who did. */
@Component
class StoredVotes implements RecordedVotes {

    private final EventStore events;

    StoredVotes(EventStore events) {
        this.events = events;
    }

    @Override
    public List<VoteCast> of(ApprovalId approval) {
        return events.readEvents(approval.toString())
                .asStream()
                .map((DomainEventMessage<?> event) -> ((Message<?>) event).getPayload())
                .filter(VoteCast.class::isInstance)
                .map(VoteCast.class::cast)
                .toList();
    }
}
