package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.approval.ApprovalRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The events that the views are made of, each request with its synopsis. What has to be read for a synopsis may be
 * megabytes: it is read here, before the transaction begins in which the views are written.
 */
final class EventsWithSynopses implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final Synopses synopses;

    EventsWithSynopses(StreamableMessageSource<TrackedEventMessage<?>> events, Synopses synopses) {
        this.events = events;
        this.synopses = synopses;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new StreamWithSynopses(events.openStream(token), this::prepared);
    }

    private TrackedEventMessage<?> prepared(TrackedEventMessage<?> event) {
        return event.getPayloadType() == ApprovalRequested.class
                ? (TrackedEventMessage<?>) event.andMetaData(
                        Map.of(PreparedSynopsis.KEY, synopses.prepare((ApprovalRequested) event.getPayload())))
                : event;
    }

    @Override
    public TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return events.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return events.createTokenAt(time);
    }

    @Override
    public TrackingToken createTokenSince(Duration time) {
        return events.createTokenSince(time);
    }
}
