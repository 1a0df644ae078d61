package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.chain.RecordTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the record table: the bytes, and the columns that were extracted from them.
 *
 * @param record header and body, the exact bytes
 */
public record StoredRecord(long sequence, ChainRecord record, Columns columns) {

    /** The columns of {@link #of(ResultSet)}, for a SELECT on {@code audit.record}. */
    public static final String COLUMNS = """
            sequence, header, body, event_id, event_type, event_position, aggregate_id, aggregate_sequence, workspace,
            session_id, action_id, principal, outcome, occurred_at, recorded_at, terms
            """;

    /** What is indexed; derived from the bytes and from nothing else. */
    public record Columns(
            UUID eventId,
            String eventType,
            long eventPosition,
            String aggregateId,
            long aggregateSequence,
            @Nullable String workspace,
            @Nullable String session,
            @Nullable String action,
            @Nullable String principal,
            @Nullable String outcome,
            Instant occurredAt,
            Instant recordedAt,
            List<String> terms) {

        private static final int LONGEST = 500;

        /** What the columns of a record with these bytes must be. */
        public static Columns of(RecordHeader header, RecordBody body) {
            return of(header.eventId(), header.recordedAt(), body);
        }

        static Columns of(UUID eventId, Instant recordedAt, RecordBody body) {
            return new Columns(
                    eventId,
                    body.eventType(),
                    body.position(),
                    body.aggregateId(),
                    body.aggregateSequence(),
                    orNull(body.workspace()),
                    orNull(body.session()),
                    orNull(body.actionId()),
                    orNull(body.principal()),
                    orNull(body.outcome()),
                    body.occurredAt(),
                    recordedAt,
                    RecordTerms.of(body));
        }

        /** PostgreSQL keeps no NUL in a text and indexes none that is very long; neither may ever stop the writer. */
        private static @Nullable String orNull(Optional<String> value) {
            return value.isPresent() ? indexable(value.get()) : null;
        }

        private static String indexable(String text) {
            if (text.length() <= LONGEST && text.indexOf('\0') < 0) {
                return text;
            }
            String whole = text.replace('\0', '\uFFFD');
            int end = whole.offsetByCodePoints(0, Math.min(LONGEST, whole.codePointCount(0, whole.length())));
            return whole.substring(0, end);
        }
    }

    /** The current row. */
    public static StoredRecord of(ResultSet row) throws SQLException {
        return new StoredRecord(
                row.getLong("sequence"),
                new ChainRecord(row.getBytes("header"), row.getBytes("body")),
                new Columns(
                        row.getObject("event_id", UUID.class),
                        row.getString("event_type"),
                        row.getLong("event_position"),
                        row.getString("aggregate_id"),
                        row.getLong("aggregate_sequence"),
                        row.getString("workspace"),
                        row.getString("session_id"),
                        row.getString("action_id"),
                        row.getString("principal"),
                        row.getString("outcome"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        List.of((String[]) row.getArray("terms").getArray())));
    }
}
