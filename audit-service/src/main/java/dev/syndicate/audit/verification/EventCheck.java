package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.StoredEvents;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.RecordBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares records with the event store, in both directions. */
@Component
class EventCheck {

    private static final long WINDOW = 5_000;

    private final StoredEvents events;
    private final JdbcClient jdbc;

    EventCheck(StoredEvents events, JdbcClient jdbc) {
        this.events = events;
        this.jdbc = jdbc;
    }

    /** Whether the stored events of these records are still what was recorded; the first that is not. */
    Optional<Broken> unchanged(List<StoredRecord> page) {
        Map<UUID, EventAsStored> stored = events.byId(
                page.stream().map(record -> record.columns().eventId()).toList());
        for (StoredRecord record : page) {
            Optional<Broken> fault =
                    unchanged(record, stored.get(record.columns().eventId()));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** An event up to this position that has no record. */
    Optional<Broken> unrecorded(long upToPosition, long nextSequence) {
        for (long from = 0; from < upToPosition; from += WINDOW) {
            Optional<Long> missing = firstWithoutRecord(from, Math.min(from + WINDOW, upToPosition));
            if (missing.isPresent()) {
                return Optional.of(new Broken(
                        ChainFault.EVENT_UNRECORDED,
                        nextSequence,
                        "The event at position " + missing.get() + " has no record"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Broken> unchanged(
            StoredRecord record, @org.jspecify.annotations.Nullable EventAsStored event) {
        if (event == null) {
            return Optional.of(new Broken(
                    ChainFault.EVENT_MISSING, record.sequence(), "The event of the record is not in the event store"));
        }
        RecordBody body = RecordBody.parse(record.record().body());
        return event.digest().equals(body.eventDigest())
                ? Optional.empty()
                : Optional.of(new Broken(
                        ChainFault.EVENT_CHANGED,
                        record.sequence(),
                        "The event in the event store is not the one that was recorded"));
    }

    private Optional<Long> firstWithoutRecord(long after, long upTo) {
        return jdbc.sql("""
                        SELECT e.global_index
                        FROM eventstore.domain_event e
                        WHERE e.global_index > :after AND e.global_index <= :upTo
                          AND NOT EXISTS (SELECT FROM audit.leaf l WHERE l.event_id = e.event_id)
                        ORDER BY e.global_index
                        LIMIT 1
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .query(Long.class)
                .optional();
    }
}
