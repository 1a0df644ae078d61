package dev.syndicate.approval.notification;

import dev.syndicate.approval.voting.ApprovalHistory;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.springframework.stereotype.Component;

/** What became of an approval, straight from its events: a view may not be there yet, or be built anew. */
@Component
class Histories {

    private final EventStore events;
    private final Clock clock;

    Histories(EventStore events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** What is known of it, if somebody can still decide on it. */
    Optional<ApprovalHistory> open(ApprovalId approval) {
        return Optional.of(of(approval))
                .filter(history ->
                        history.state() == ApprovalState.OPEN && clock.instant().isBefore(history.expiresAt()));
    }

    ApprovalHistory of(ApprovalId approval) {
        List<ApprovalEvent> all = events.readEvents(approval.toString())
                .asStream()
                .map(event -> ((Message<?>) event).getPayload())
                .filter(ApprovalEvent.class::isInstance)
                .map(ApprovalEvent.class::cast)
                .toList();
        return ApprovalHistory.of(all);
    }
}
