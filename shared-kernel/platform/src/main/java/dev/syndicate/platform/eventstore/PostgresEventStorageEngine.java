package dev.syndicate.platform.eventstore;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends events within the caller's transaction and reads them in append order behind the safe watermark. A position is
 * a plain number, the index of the last event taken.
 */
final class PostgresEventStorageEngine extends AbstractEventStorageEngine {

    private static final Logger log = LoggerFactory.getLogger(PostgresEventStorageEngine.class);

    private static final String APPEND = """
            INSERT INTO eventstore.domain_event (
                event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload,
                metadata, occurred_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String READ_AGGREGATE = "SELECT " + StoredEvent.COLUMNS + """
            FROM eventstore.domain_event
            WHERE aggregate_id = ? AND sequence_number >= ?
            ORDER BY sequence_number
            """;

    private final JdbcTemplate jdbc;
    private final SafeStream stream;
    private final AppendSignal signal;
    private final int batchSize;
    private final RecentStreams recent = new RecentStreams();

    PostgresEventStorageEngine(
            Builder builder, JdbcTemplate jdbc, SafeStream stream, AppendSignal signal, int batchSize) {
        super(builder);
        this.jdbc = jdbc;
        this.stream = stream;
        this.signal = signal;
        this.batchSize = batchSize;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new EventStoreException("events are only appended within a transaction");
        }
        try {
            jdbc.batchUpdate(APPEND, events, events.size(), (row, event) -> bind(row, event, serializer));
        } catch (DataAccessException e) {
            throw refusal(e, events.getFirst());
        }
        afterCommit(events);
    }

    private static void bind(PreparedStatement row, EventMessage<?> event, Serializer serializer) throws SQLException {
        var payload = event.serializePayload(serializer, byte[].class);
        DomainEventMessage<?> domain = event instanceof DomainEventMessage<?> d ? d : null;
        row.setObject(1, UUID.fromString(event.getIdentifier()));
        row.setString(2, domain == null ? null : domain.getType());
        row.setString(3, domain == null ? event.getIdentifier() : domain.getAggregateIdentifier());
        row.setLong(4, domain == null ? 0 : domain.getSequenceNumber());
        row.setString(5, payload.getType().getName());
        row.setString(6, payload.getType().getRevision());
        row.setBytes(7, payload.getData());
        row.setBytes(8, event.serializeMetaData(serializer, byte[].class).getData());
        row.setObject(9, event.getTimestamp().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    /** Says what was refused and never what was in it: these texts travel to remote callers. */
    private static RuntimeException refusal(DataAccessException failure, EventMessage<?> event) {
        String state = DuplicateKeys.sqlState(failure);
        String what = event instanceof DomainEventMessage<?> domain
                ? "event " + domain.getSequenceNumber() + " of " + domain.getAggregateIdentifier()
                : "event " + event.getIdentifier();
        if (new DuplicateKeys().isDuplicateKeyViolation(failure)) {
            return event instanceof DomainEventMessage<?> domain && domain.getSequenceNumber() == 0
                    ? new AggregateStreamCreationException(domain.getAggregateIdentifier() + " exists already", null)
                    : new ConcurrencyException(what + " was appended by somebody else", null);
        }
        log.error("{} could not be appended: SQLState {}", what, state);
        return new EventStoreException(what + " could not be appended: SQLState " + state);
    }

    private void afterCommit(List<? extends EventMessage<?>> events) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.committed(events);
                signal.appended();
            }
        });
    }

    /** What this process knows of the stream, as long as the database still has its last event, and what came since. */
    @Override
    public DomainEventStream readEvents(String identifier, long firstSequenceNumber) {
        List<DomainEventMessage<?>> known = firstSequenceNumber == 0 ? recent.of(identifier) : List.of();
        if (known.isEmpty()) {
            return super.readEvents(identifier, firstSequenceNumber);
        }
        DomainEventMessage<?> last = known.getLast();
        List<StoredEvent> rows = rows(identifier, last.getSequenceNumber());
        if (rows.isEmpty() || !rows.getFirst().eventId().toString().equals(last.getIdentifier())) {
            recent.forget(identifier);
            return super.readEvents(identifier, firstSequenceNumber);
        }
        return DomainEventStream.concat(
                DomainEventStream.of(known),
                EventStreamUtils.upcastAndDeserializeDomainEvents(
                        rows.stream().skip(1).map(PostgresEventStorageEngine::entry),
                        getEventSerializer(),
                        upcasterChain));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String identifier, long firstSequenceNumber) {
        return rows(identifier, firstSequenceNumber).stream().map(PostgresEventStorageEngine::entry);
    }

    private List<StoredEvent> rows(String identifier, long firstSequenceNumber) {
        return jdbc.query(READ_AGGREGATE, (row, number) -> StoredEvent.of(row), identifier, firstSequenceNumber);
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        stream.watermark();
        return Stream.iterate(
                        stream.read(position(trackingToken), batchSize),
                        batch -> !batch.isEmpty(),
                        batch -> stream.read(batch.getLast().globalIndex(), batchSize))
                .flatMap(List::stream)
                .map(PostgresEventStorageEngine::tracked);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return Optional.ofNullable(jdbc.queryForObject(
                "SELECT max(sequence_number) FROM eventstore.domain_event WHERE aggregate_id = ?",
                Long.class,
                aggregateIdentifier));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    /** Behind the last final event: one that is being appended at this moment will be read. */
    @Override
    public TrackingToken createHeadToken() {
        return before("SELECT coalesce(max(global_index), 0) FROM eventstore.domain_event WHERE global_index <= ?");
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return before("""
                SELECT coalesce(min(global_index) FILTER (WHERE occurred_at >= ?) - 1, max(global_index), 0)
                FROM eventstore.domain_event
                WHERE global_index <= ?
                """, dateTime.atOffset(ZoneOffset.UTC));
    }

    private TrackingToken before(String query, Object... parameters) {
        Object[] all = Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = stream.watermark();
        Long index = jdbc.queryForObject(query, Long.class, all);
        return new GlobalSequenceTrackingToken(Objects.requireNonNull(index));
    }

    /** No aggregate lives long enough to need snapshots, and a snapshot is one more thing that can be edited. */
    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        throw new UnsupportedOperationException("snapshots are not kept");
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    static long position(@Nullable TrackingToken token) {
        return switch (token == null ? null : WrappedToken.unwrapLowerBound(token)) {
            case null -> 0;
            case GlobalSequenceTrackingToken number -> number.getGlobalIndex();
            case TrackingToken other ->
                throw new IllegalArgumentException("positions are plain numbers, not " + other.getClass());
        };
    }

    static TrackedEventData<byte[]> tracked(StoredEvent event) {
        return new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(event.globalIndex()), entry(event));
    }

    private static DomainEventData<byte[]> entry(StoredEvent event) {
        return new GenericDomainEventEntry<>(
                event.aggregateType(),
                event.aggregateId(),
                event.sequenceNumber(),
                event.eventId().toString(),
                event.occurredAt(),
                event.payloadType(),
                event.payloadRevision(),
                event.payload(),
                event.metadata());
    }

    static final class Builder extends AbstractEventStorageEngine.Builder {}
}
