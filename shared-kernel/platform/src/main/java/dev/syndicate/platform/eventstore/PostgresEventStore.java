package dev.syndicate.platform.eventstore;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store and, because it is the default source of every streaming processor, what all of them read. Axon's
 * own one polls each second, and reads past transactions that are still open.
 */
final class PostgresEventStore extends AbstractEventStore {

    private final SafeStream stream;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final int batchSize;

    PostgresEventStore(
            Builder builder, SafeStream stream, Serializer serializer, EventUpcaster upcasters, int batchSize) {
        super(builder);
        this.stream = stream;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.batchSize = batchSize;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new TrackedEvents(stream, PostgresEventStorageEngine.position(token), batchSize, this::decode);
    }

    private Stream<? extends TrackedEventMessage<?>> decode(List<StoredEvent> events) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                events.stream().map(PostgresEventStorageEngine::tracked), serializer, upcasters);
    }

    static final class Builder extends AbstractEventStore.Builder {}
}
