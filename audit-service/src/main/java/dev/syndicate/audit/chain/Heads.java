package dev.syndicate.audit.chain;

import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.LogOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The head row: where the chain ends, and which process may extend it. */
@Component
public class Heads {

    private static final String COLUMNS = "log_id, epoch, size, leaf, frontier, position, recorded_at, term";

    private static final Hash NONE = Hash.of(new byte[32]);

    private final JdbcClient jdbc;
    private final LogId log;
    private final double leaseSeconds;

    Heads(JdbcClient jdbc, LogKeys keys, AuditSettings settings) {
        this.jdbc = jdbc;
        this.log = keys.log();
        this.leaseSeconds = settings.leaseTtl().toMillis() / 1000.0;
    }

    /** The head; empty before the log was started. */
    public Optional<ChainHead> read() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.head WHERE log_id = :log")
                .param("log", log.value())
                .query((row, number) -> head(row))
                .optional();
    }

    /** Whether there is no record at all. */
    boolean hasNoRecords() {
        return jdbc.sql("SELECT NOT EXISTS (SELECT FROM audit.record) AND NOT EXISTS (SELECT FROM audit.leaf)")
                .query(Boolean.class)
                .single();
    }

    /** Whether anything was ever signed and published. */
    boolean hasCheckpoint() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM audit.checkpoint)")
                .query(Boolean.class)
                .single();
    }

    /** Begins a new epoch behind this head, which nobody may have moved; in the transaction that confirms the adoption. */
    public void beginEpoch(ChainHead head, long epoch) {
        requireOne(jdbc.sql("""
                        UPDATE audit.head SET epoch = :next
                        WHERE log_id = :log AND epoch = :epoch AND size = :size AND leaf = :leaf AND term = :term
                        """)
                .param("next", epoch)
                .param("log", log.value())
                .param("epoch", head.origin().epoch())
                .param("size", head.size())
                .param("leaf", head.leaf().bytes())
                .param("term", head.term())
                .update());
    }

    /** The head of a new log. */
    void start() {
        jdbc.sql("""
                        INSERT INTO audit.head
                            (log_id, epoch, size, leaf, frontier, position, recorded_at, term, holder, lease_until)
                        VALUES (:log, 1, 0, :genesis, ''::bytea, 0, to_timestamp(0), 0, '', to_timestamp(0))
                        ON CONFLICT DO NOTHING
                        """)
                .param("log", log.value())
                .param("genesis", log.genesis().bytes())
                .update();
    }

    /** Takes the lease if nobody else holds it; the term grows, so that whoever held it before is fenced. */
    Optional<ChainHead> acquire(String holder) {
        return jdbc.sql("""
                        UPDATE audit.head
                        SET term = term + 1, holder = :holder,
                            lease_until = clock_timestamp() + make_interval(secs => :ttl)
                        WHERE log_id = :log AND (lease_until < clock_timestamp() OR holder = :holder)
                        RETURNING
                        """ + COLUMNS)
                .param("holder", holder)
                .param("ttl", leaseSeconds)
                .param("log", log.value())
                .query((row, number) -> head(row))
                .optional();
    }

    /** Keeps the lease. Throws {@link FencedException} when somebody else has it. */
    void renew(long term) {
        requireOne(jdbc.sql("""
                        UPDATE audit.head
                        SET lease_until = clock_timestamp() + make_interval(secs => :ttl)
                        WHERE log_id = :log AND term = :term
                        """)
                .param("ttl", leaseSeconds)
                .param("log", log.value())
                .param("term", term)
                .update());
    }

    /** Gives the lease up, so that the next writer need not wait for its end. */
    void release(long term) {
        jdbc.sql("UPDATE audit.head SET lease_until = to_timestamp(0) WHERE log_id = :log AND term = :term")
                .param("log", log.value())
                .param("term", term)
                .update();
    }

    /** Moves the head from this size on, and keeps the lease; in the transaction that inserts the records. */
    void advance(long expectedSize, ChainHead next) {
        requireOne(jdbc.sql("""
                        UPDATE audit.head
                        SET size = :size, leaf = :leaf, frontier = :frontier, position = :position,
                            recorded_at = :recordedAt,
                            lease_until = clock_timestamp() + make_interval(secs => :ttl)
                        WHERE log_id = :log AND size = :expected AND term = :term
                        """)
                .param("size", next.size())
                .param("leaf", next.leaf().bytes())
                .param("frontier", next.frontier().bytes())
                .param("position", next.position())
                .param("recordedAt", Timestamp.from(next.recordedAt()))
                .param("ttl", leaseSeconds)
                .param("log", log.value())
                .param("expected", expectedSize)
                .param("term", next.term())
                .update());
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new FencedException();
        }
    }

    private static ChainHead head(ResultSet row) throws SQLException {
        long size = row.getLong("size");
        Instant recordedAt = row.getTimestamp("recorded_at").toInstant();
        return new ChainHead(
                new LogOrigin(new LogId(row.getObject("log_id", java.util.UUID.class)), row.getLong("epoch")),
                size,
                leaf(row.getBytes("leaf")),
                frontier(size, row.getBytes("frontier")),
                row.getLong("position"),
                recordedAt,
                row.getLong("term"));
    }

    /** Bytes that are no hash, or no tree of this size, are read as one that no records make: whoever compares finds it. */
    private static Hash leaf(byte[] stored) {
        return stored.length == NONE.bytes().length ? Hash.of(stored) : NONE;
    }

    private static CompactRange frontier(long size, byte[] stored) {
        try {
            return CompactRange.parse(size, stored);
        } catch (IllegalArgumentException e) {
            return CompactRange.of(size, Collections.nCopies(Long.bitCount(size), NONE));
        }
    }
}
