package dev.syndicate.platform.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the event store, with its bytes exactly as stored.
 *
 * @param globalIndex its place in the append order of all events; grows, with gaps where a transaction rolled back
 * @param eventId identifies the event for ever
 * @param aggregateType simple name of the aggregate; absent for an event that no aggregate applied
 * @param aggregateId the aggregate, or the event's own id where there is none
 * @param sequenceNumber place within the aggregate, from 0 without gaps
 * @param payloadType class name of the contract, for example {@code dev.syndicate.contracts.policy.PolicyActivated}
 * @param payloadRevision revision of the payload's form
 * @param payload JSON, UTF-8
 * @param metadata JSON object, UTF-8
 * @param occurredAt UTC, microseconds
 * @param origin the database role that appended it, stamped by the database
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the point: they are hashed as they are.
public record StoredEvent(
        long globalIndex,
        UUID eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metadata,
        Instant occurredAt,
        String origin) {

    /** The columns that {@link #of(ResultSet)} reads, for a SELECT on {@code eventstore.domain_event}. */
    public static final String COLUMNS = """
            global_index, event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision,
            payload, metadata, occurred_at, origin
            """;

    /** The current row. */
    public static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("global_index"),
                row.getObject("event_id", UUID.class),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getBytes("payload"),
                row.getBytes("metadata"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("origin"));
    }
}
