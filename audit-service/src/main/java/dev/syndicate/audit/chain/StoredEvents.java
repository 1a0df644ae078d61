package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.platform.eventstore.StoredEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the events of records again, as they lie in the event store now. The events of neighbouring records are
 * neighbours too, so one range of the index has them; what is not found there is asked for by its id.
 */
@Component
public class StoredEvents {

    private static final String SELECT = "SELECT " + StoredEvent.COLUMNS + " FROM eventstore.domain_event ";

    /** More rows than this for each record are no neighbourhood. */
    private static final long SPREAD = 4;

    private final JdbcClient jdbc;

    StoredEvents(ReadOnlyDatabase database) {
        this.jdbc = database.jdbc();
    }

    /** Those events of these records that are there. */
    public Map<UUID, EventAsStored> of(Collection<StoredRecord> records) {
        Map<UUID, EventAsStored> found = HashMap.newHashMap(records.size());
        LongSummaryStatistics positions = records.stream()
                .mapToLong(record -> record.columns().eventPosition())
                .summaryStatistics();
        // The column is only a hint where to look.
        if (positions.getMax() - positions.getMin() < SPREAD * records.size()) {
            range(positions.getMin(), positions.getMax()).forEach(event -> found.put(event.eventId(), event));
        }
        List<UUID> elsewhere = records.stream()
                .map(record -> record.columns().eventId())
                .filter(event -> !found.containsKey(event))
                .toList();
        byId(elsewhere).forEach(event -> found.put(event.eventId(), event));
        return found;
    }

    /** How many committed events lie behind this position; counting stops at so many. */
    public long behind(long position, int most) {
        return jdbc.sql("""
                        SELECT count(*) FROM (
                            SELECT FROM eventstore.domain_event WHERE global_index > :position LIMIT :most
                        ) AS later
                        """)
                .param("position", position)
                .param("most", most)
                .query(Long.class)
                .single();
    }

    private List<EventAsStored> range(long first, long last) {
        return jdbc.sql(SELECT + "WHERE global_index >= :first AND global_index <= :last")
                .param("first", first)
                .param("last", last)
                .query((row, number) -> Sequencer.asStored(StoredEvent.of(row)))
                .list();
    }

    private List<EventAsStored> byId(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "WHERE event_id = ANY (:ids)")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query((row, number) -> Sequencer.asStored(StoredEvent.of(row)))
                        .list();
    }
}
