package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ApprovalRequirement;
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
    public Tally of(ApprovalId approval, ApprovalRequirement asked) {
        Tally tally = new Tally(asked, 1, List.of());
        for (ApprovalEvent event : eventsOf(approval)) {
            tally = tally.after(event);
        }
        return tally;
    }

    private List<ApprovalEvent> eventsOf(ApprovalId approval) {
        return events.readEvents(approval.toString())
                .asStream()
                .map((DomainEventMessage<?> event) -> ((Message<?>) event).getPayload())
                .filter(ApprovalEvent.class::isInstance)
                .map(ApprovalEvent.class::cast)
                .toList();
    }
}
