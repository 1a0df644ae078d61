package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ReadOnlyDatabase;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for events that have no record. The other direction is part of examining a record. */
@Component
class EventCheck {

    private static final long WINDOW = 20_000;
    private static final long COUNTED = 1_000_000;

    private final JdbcClient jdbc;

    EventCheck(ReadOnlyDatabase database) {
        this.jdbc = database.jdbc();
    }

    /**
     * Records that were examined and found to be about as many different events, in the order of their positions.
     *
     * @param after the position in front of the first one's event
     * @param upTo the position of the last one's event
     * @param count how many
     */
    record Examined(long after, long upTo, long count) {}

    /**
     * The first event behind this position and up to the other that has no record. Where examined records are about as
     * many events as there are, there is no other.
     *
     * @param size how many records there are
     */
    Optional<Broken> unrecorded(Optional<Examined> examined, long after, long upTo, long size) {
        boolean counts = examined.filter(known -> countOf(known.after(), known.upTo()) == known.count())
                .isPresent();
        long start = counts ? examined.get().upTo() : after;
        Optional<Long> before = after == 0 ? firstWithoutRecord(Long.MIN_VALUE, 0) : Optional.empty();
        if (before.isPresent()) {
            return missing(before.get(), size);
        }
        for (long from = start; from < upTo; from += WINDOW) {
            Optional<Long> missing = firstWithoutRecord(from, Math.min(from + WINDOW, upTo));
            if (missing.isPresent()) {
                return missing(missing.get(), size);
            }
        }
        return Optional.empty();
    }

    private Optional<Broken> missing(long position, long size) {
        return Optional.of(new Broken(
                ChainFault.EVENT_UNRECORDED,
                placeOf(position, size),
                "The event at position " + position + " has no record"));
    }

    /** Where the record would stand: positions ascend with sequences. However often it is found, it is the same place. */
    private long placeOf(long position, long size) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (positionBefore(middle + 1) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The position of the event of the record in front of this one, as the table says. */
    long positionBefore(long sequence) {
        return jdbc.sql("SELECT event_position FROM audit.record WHERE sequence = :before")
                .param("before", sequence - 1)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private long countOf(long after, long upTo) {
        long count = 0;
        for (long from = after; from < upTo; from += COUNTED) {
            count += jdbc.sql("""
                            SELECT count(*) FROM eventstore.domain_event
                            WHERE global_index > :after AND global_index <= :upTo
                            """)
                    .param("after", from)
                    .param("upTo", Math.min(from + COUNTED, upTo))
                    .query(Long.class)
                    .single();
        }
        return count;
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
