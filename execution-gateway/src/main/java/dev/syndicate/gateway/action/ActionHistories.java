package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ActionEvent;
import dev.syndicate.contracts.id.ActionId;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Where actions stand, straight from their events: readers never see less than they wrote. */
@Component
class ActionHistories {

    private final EventStore events;

    ActionHistories(EventStore events) {
        this.events = events;
    }

    Optional<ActionState> find(ActionId action) {
        ActionState state = new ActionState();
        events.readEvents(action.toString()).asStream().forEach(event -> {
            if (event.getPayload() instanceof ActionEvent known) {
                state.evolve(known);
            }
        });
        return state.isKnown() ? Optional.of(state) : Optional.empty();
    }
}
