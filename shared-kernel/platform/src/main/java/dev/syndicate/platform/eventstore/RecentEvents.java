package dev.syndicate.platform.eventstore;

import java.util.List;

/**
 * What was read last, so that the readers of one process, who all stand at the end, cost one query and not one each. Final
 * events never change. As a watermark, it is worth something on its own connection only.
 */
final class RecentEvents {

    private static final int MOST = 500;

    private long after;
    private List<StoredEvent> events = List.of();

    /** The next events after this index, as far as they are known here; empty when the database has to be asked. */
    List<StoredEvent> after(long index, int limit) {
        if (index < after || events.isEmpty() || index >= events.getLast().globalIndex()) {
            return List.of();
        }
        return events.stream()
                .dropWhile(event -> event.globalIndex() <= index)
                .limit(limit)
                .toList();
    }

    /** Keeps what the database answered for this index: all there is up to the last of them. */
    void keep(long index, List<StoredEvent> answered) {
        if (!answered.isEmpty() && answered.size() <= MOST) {
            after = index;
            events = List.copyOf(answered);
        }
    }
}
