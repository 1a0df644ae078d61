package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.platform.eventstore.StoredEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads events again as they lie in the event store now. */
@Component
public class StoredEvents {

    private final JdbcClient jdbc;

    StoredEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these events that are there. */
    public Map<UUID, EventAsStored> byId(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, EventAsStored> found = new HashMap<>();
        jdbc.sql("SELECT " + StoredEvent.COLUMNS + " FROM eventstore.domain_event WHERE event_id IN (:ids)")
                .param("ids", ids)
                .query((row, number) -> Sequencer.asStored(StoredEvent.of(row)))
                .list()
                .forEach(event -> found.put(event.eventId(), event));
        return found;
    }
}
