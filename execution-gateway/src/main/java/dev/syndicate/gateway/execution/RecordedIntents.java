package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Intents as they were appended, and what they rest on: the votes as approval-service appended them. */
@Component
class RecordedIntents {

    private final EventStore events;

    RecordedIntents(EventStore events) {
        this.events = events;
    }

    /**
     * An intent on record.
     *
     * @param event what has to be sealed
     */
    record RecordedIntent(EventId event, Authority authority) {}

    /** The intent of this execution, which was appended before. */
    RecordedIntent of(ActionId action, ExecutionId execution) {
        return events.readEvents(action.toString())
                .asStream()
                .flatMap(event -> intended(event, execution))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Execution %s has no intent".formatted(execution)));
    }

    private static Stream<RecordedIntent> intended(DomainEventMessage<?> event, ExecutionId execution) {
        return (Object) event.getPayload() instanceof ExecutionIntended intended
                        && intended.execution().equals(execution)
                ? Stream.of(
                        new RecordedIntent(new EventId(UUID.fromString(event.getIdentifier())), intended.authority()))
                : Stream.empty();
    }

    /**
     * Whether nothing that this authority rests on is older than this: the last approval of each approver counts. What
     * policy alone allows rests on no vote; an approval without a vote is older than anything.
     */
    boolean holdsSince(Authority authority, Instant clearSince) {
        return switch (authority) {
            case Authority.OfPolicy _ -> true;
            case Authority.OfPeople people -> !oldestWord(people).isBefore(clearSince);
        };
    }

    private Instant oldestWord(Authority.OfPeople people) {
        List<VoteCast> approvals = events.readEvents(people.approval().toString())
                .asStream()
                .map(event -> (Object) event.getPayload())
                .filter(VoteCast.class::isInstance)
                .map(VoteCast.class::cast)
                .filter(vote -> vote.choice() == VoteChoice.APPROVE)
                .toList();
        return people.approvers().stream()
                .map(person -> lastWord(person, approvals))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private static Instant lastWord(Person person, List<VoteCast> approvals) {
        return approvals.stream()
                .filter(vote -> vote.reviewer().isSameAs(person))
                .map(VoteCast::occurredAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
