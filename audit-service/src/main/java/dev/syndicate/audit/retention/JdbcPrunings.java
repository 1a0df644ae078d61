package dev.syndicate.audit.retention;

import dev.syndicate.contracts.audit.LastingRecords;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ranges that were let go, and where partitions begin and end. */
@Component
class JdbcPrunings {

    private final JdbcClient jdbc;

    JdbcPrunings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One partition of the record table: its first sequence, and the first one behind it. */
    record Partition(long first, long before) {}

    /** The partitions that hold records, ascending; the last one may still be written to. */
    List<Partition> partitions() {
        return jdbc.sql("SELECT first, before FROM audit.record_partitions() ORDER BY first")
                .query((row, _) -> new Partition(row.getLong("first"), row.getLong("before")))
                .list();
    }

    /** A record that stays, and of which type its event is. */
    record Lasting(long sequence, String type) {}

    /** The first record of the range that the log needs for good. */
    Optional<Lasting> lasting(long first, long last) {
        return jdbc.sql("""
                        SELECT sequence, event_type FROM audit.record
                        WHERE sequence BETWEEN :first AND :last AND event_type IN (:types)
                        ORDER BY sequence
                        LIMIT 1
                        """)
                .param("first", first)
                .param("last", last)
                .param("types", LastingRecords.EVENT_TYPES)
                .query((row, _) -> new Lasting(row.getLong("sequence"), row.getString("event_type")))
                .optional();
    }

    /** The first checkpoints that cover this record and are not ahead of the head, ascending. */
    List<SignedNote> covering(long sequence) {
        return jdbc.sql("""
                        SELECT note FROM audit.checkpoint
                        WHERE size > :sequence AND size <= (SELECT h.size FROM audit.head h)
                        ORDER BY size, epoch DESC
                        LIMIT 20
                        """)
                .param("sequence", sequence)
                .query((row, _) -> SignedNote.parse(row.getString("note")))
                .list();
    }

    void approve(UUID event, long first, long last, long epoch, long size, Digest archive, Instant at) {
        jdbc.sql("""
                        INSERT INTO audit.pruning
                            (event_id, first, last, epoch, checkpoint_size, archive_digest, approved_at)
                        VALUES (:event, :first, :last, :epoch, :size, :archive, :at)
                        """)
                .param("event", event)
                .param("first", first)
                .param("last", last)
                .param("epoch", epoch)
                .param("size", size)
                .param("archive", archive.bytes())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** All of them, ascending. */
    List<PruningView> all() {
        return jdbc.sql("""
                        SELECT p.event_id, p.first, p.last, p.archive_digest, p.approved_at, g.pruned_at
                        FROM audit.pruning p
                        LEFT JOIN audit.pruned g ON g.event_id = p.event_id
                        ORDER BY p.first
                        """)
                .query((row, _) -> new PruningView(
                        row.getObject("event_id", UUID.class),
                        row.getLong("first"),
                        row.getLong("last"),
                        Digest.ofHash(row.getBytes("archive_digest")),
                        row.getTimestamp("approved_at").toInstant(),
                        instant(row.getTimestamp("pruned_at"))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
