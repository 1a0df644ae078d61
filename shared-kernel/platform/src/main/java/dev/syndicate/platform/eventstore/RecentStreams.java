package dev.syndicate.platform.eventstore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * The whole streams of the aggregates that this process appended to last, as far as it knows. An event never changes, so
 * what is known need not be read and decoded again by each command; whether more has been appended, by whomever, is asked
 * of the database each time. Safe for several threads.
 */
final class RecentStreams {

    private static final int MOST = 512;
    private static final int LONGEST = 64;

    private final Map<String, List<DomainEventMessage<?>>> streams = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<DomainEventMessage<?>>> eldest) {
            return size() > MOST;
        }
    };

    /** The events from the first one on that are known; empty when none is. */
    synchronized List<DomainEventMessage<?>> of(String aggregate) {
        return streams.getOrDefault(aggregate, List.of());
    }

    /** These were committed. What does not continue a stream that is known from its beginning is not kept. */
    synchronized void committed(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            if (event instanceof DomainEventMessage<?> domain) {
                committed(domain);
            }
        }
    }

    private void committed(DomainEventMessage<?> event) {
        String aggregate = event.getAggregateIdentifier();
        List<DomainEventMessage<?>> known = streams.getOrDefault(aggregate, List.of());
        if (event.getSequenceNumber() == known.size() && known.size() < LONGEST) {
            List<DomainEventMessage<?>> longer = new ArrayList<>(known);
            longer.add(event);
            streams.put(aggregate, List.copyOf(longer));
        } else {
            streams.remove(aggregate);
        }
    }

    /** The database has another stream than the one that was known. */
    synchronized void forget(String aggregate) {
        streams.remove(aggregate);
    }
}
