package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.eventstore.StoredEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes records of events: bodies first, then places, links and leaves. */
@Component
class Sequencer {

    private final ActionContexts contexts;
    private final Clock clock;

    Sequencer(ActionContexts contexts, Clock clock) {
        this.contexts = contexts;
        this.clock = clock;
    }

    /** The records of these events behind this head; nothing is stored. */
    Batch sequence(ChainHead head, List<StoredEvent> events) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant recordedAt = now.isBefore(head.recordedAt()) ? head.recordedAt() : now;
        CompactRange frontier = head.frontier().copy();
        List<StoredRecord> records = new ArrayList<>(events.size());
        List<Subtree> subtrees = new ArrayList<>();
        Hash previous = head.leaf();
        for (StoredEvent event : events) {
            StoredRecord record = record(head, frontier.size(), recordedAt, event, previous);
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

    private StoredRecord record(ChainHead head, long sequence, Instant recordedAt, StoredEvent event, Hash previous) {
        RecordBody body = body(event);
        byte[] bytes = body.bytes();
        RecordHeader header = new RecordHeader(
                head.origin().log(),
                head.origin().epoch(),
                sequence,
                recordedAt,
                event.eventId(),
                bytes.length,
                RecordBody.hash(bytes),
                previous);
        return new StoredRecord(
                sequence, new ChainRecord(header.bytes(), bytes), StoredRecord.Columns.of(header, body));
    }

    private RecordBody body(StoredEvent event) {
        EventAsStored stored = asStored(event);
        JsonObject facts = contexts.complete(RecordFacts.of(event.payloadType(), event.payload(), event.metadata()));
        RecordBody body = RecordBody.of(stored, facts);
        return body.bytes().length <= RecordBody.MAX_LENGTH ? body : RecordBody.of(stored, JsonObject.EMPTY);
    }
}
