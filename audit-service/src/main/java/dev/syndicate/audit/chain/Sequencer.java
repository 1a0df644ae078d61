package dev.syndicate.audit.chain;

import dev.syndicate.audit.log.AdoptedTail;
import dev.syndicate.contracts.chain.Adoption;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.eventstore.StoredEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes records of events: bodies first, in parallel where there are many, then places, links and leaves. Used by one
 * thread at a time.
 */
@Component
class Sequencer {

    private static final int MANY = 16;

    private final ActionContexts contexts;
    private final Clock clock;
    private volatile @Nullable AdoptedTail adopted;

    Sequencer(ActionContexts contexts, Clock clock) {
        this.contexts = contexts;
        this.clock = clock;
    }

    /** Before the first batch of a writer: what its epoch began with, if it began with an adoption. */
    void begin(Optional<AdoptedTail> epoch) {
        adopted = epoch.orElse(null);
    }

    /** The records of these events behind this head; nothing is stored. */
    Batch sequence(ChainHead head, List<StoredEvent> events) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant recordedAt = now.isBefore(head.recordedAt()) ? head.recordedAt() : now;
        List<PreparedBody> bodies = bodies(head, events, recordedAt);
        CompactRange frontier = head.frontier().copy();
        List<StoredRecord> records = new ArrayList<>(events.size());
        List<Subtree> subtrees = new ArrayList<>();
        Hash previous = head.leaf();
        for (PreparedBody body : bodies) {
            StoredRecord record = record(head, frontier.size(), recordedAt, body, previous);
            previous = record.record().leaf();
            frontier.append(previous, (level, index, hash) -> {
                if (Subtree.isStored(level)) {
                    subtrees.add(new Subtree(level, index, hash));
                }
            });
            records.add(record);
        }
        long position = events.getLast().globalIndex();
        return new Batch(
                records,
                subtrees,
                new ChainHead(head.origin(), frontier.size(), previous, frontier, position, recordedAt, head.term()));
    }

    /** After a batch that was not committed. */
    void forget() {
        contexts.forget();
    }

    /** The event in the form that is hashed. */
    static EventAsStored asStored(StoredEvent event) {
        return new EventAsStored(
                event.globalIndex(),
                event.eventId(),
                event.aggregateType(),
                event.aggregateId(),
                event.sequenceNumber(),
                event.payloadType(),
                event.payloadRevision(),
                event.payload(),
                event.metadata(),
                event.occurredAt(),
                event.origin());
    }

    private static StoredRecord record(
            ChainHead head, long sequence, Instant recordedAt, PreparedBody body, Hash previous) {
        RecordHeader header = new RecordHeader(
                head.origin().log(),
                head.origin().epoch(),
                sequence,
                recordedAt,
                body.columns().eventId(),
                body.bytes().length,
                body.hash(),
                previous);
        return new StoredRecord(sequence, new ChainRecord(header.bytes(), body.bytes()), body.columns());
    }

    /** Only what earlier records say of an action has to be looked up in the order of the events. */
    private List<PreparedBody> bodies(ChainHead head, List<StoredEvent> events, Instant recordedAt) {
        List<JsonObject> stated = each(events.size(), place -> facts(events.get(place)));
        contexts.load(events, stated);
        List<JsonObject> complete = new ArrayList<>(stated.size());
        for (JsonObject facts : stated) {
            complete.add(contexts.complete(facts));
        }
        return each(
                events.size(),
                place -> PreparedBody.of(
                        asStored(events.get(place)), complete.get(place), adoption(head, place), recordedAt));
    }

    private static JsonObject facts(StoredEvent event) {
        return RecordFacts.of(event.payloadType(), event.payload(), event.metadata());
    }

    /** What the first record of an epoch carries, whatever its event is. */
    private JsonObject adoption(ChainHead head, int place) {
        AdoptedTail begun = adopted;
        return begun != null
                        && begun.origin().equals(head.origin())
                        && begun.tree().size() == head.size() + place
                ? JsonObject.EMPTY.with(Adoption.MEMBER, begun.adoption().json())
                : JsonObject.EMPTY;
    }

    private static <T> List<T> each(int count, IntFunction<T> make) {
        IntStream places = IntStream.range(0, count);
        return (count < MANY ? places : places.parallel()).mapToObj(make).toList();
    }
}
