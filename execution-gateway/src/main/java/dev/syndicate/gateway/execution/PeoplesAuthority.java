package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Authority;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** What an intent of people's authority rests on: the votes as approval-service appended them. */
@Component
class PeoplesAuthority {

    private final EventStore events;

    PeoplesAuthority(EventStore events) {
        this.events = events;
    }

    /**
     * Whether nothing that the action's latest intent rests on is older than this. What policy alone allows rests on no
     * vote; an approval without a vote is older than anything.
     */
    boolean holdsSince(ActionId action, Instant clearSince) {
        return payloads(action.toString())
                .filter(ExecutionIntended.class::isInstance)
                .map(intended -> ((ExecutionIntended) intended).authority())
                .reduce((earlier, later) -> later)
                .map(authority -> switch (authority) {
                    case Authority.OfPolicy _ -> true;
                    case Authority.OfPeople people ->
                        !oldestVote(people.approval()).isBefore(clearSince);
                })
                .orElse(false);
    }

    private Instant oldestVote(ApprovalId approval) {
        return payloads(approval.toString())
                .filter(VoteCast.class::isInstance)
                .map(VoteCast.class::cast)
                .filter(vote -> vote.choice() == VoteChoice.APPROVE)
                .map(VoteCast::occurredAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private Stream<Object> payloads(String stream) {
        return events.readEvents(stream).asStream().map(event -> (Object) event.getPayload());
    }
}
