package dev.syndicate.audit.privacy;

import dev.syndicate.contracts.audit.HoldScope;
import dev.syndicate.platform.content.Pseudonym;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of holds, and what they cover. */
@Component
class JdbcHolds {

    private static final RowMapper<HoldView> ROW = (row, _) -> new HoldView(
            row.getObject("id", UUID.class),
            new HoldScope(HoldScope.Kind.of(row.getString("kind")), row.getString("value")),
            row.getString("reason"),
            row.getTimestamp("placed_at").toInstant(),
            instant(row.getTimestamp("released_at")));

    private final JdbcClient jdbc;

    JdbcHolds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whoever places a hold, and whoever erases or prunes, does so one after the other until the transaction ends. Comes
     * before the transaction's first write: looking for what is held may take longer than a writer may, and holds back
     * nobody while there is no transaction id.
     */
    void inOrder() {
        // Off and on again: PostgreSQL does not move a timer that runs already.
        jdbc.sql("SELECT set_config('transaction_timeout', '0', true), set_config('transaction_timeout', '60s', true)")
                .query((row, _) -> true)
                .single();
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('syndicate holds'))")
                .query((row, _) -> true)
                .single();
    }

    void place(UUID id, HoldScope scope, String reason, Instant at, UUID event) {
        jdbc.sql("""
                        INSERT INTO audit.hold (id, kind, value, reason, placed_at, placement)
                        VALUES (:id, :kind, :value, :reason, :at, :event)
                        """)
                .param("id", id)
                .param("kind", scope.kind().wireName())
                .param("value", scope.value())
                .param("reason", reason)
                .param("at", Timestamp.from(at))
                .param("event", event)
                .update();
    }

    void release(UUID id, Instant at, UUID event) {
        jdbc.sql("UPDATE audit.hold SET released_at = :at, release = :event WHERE id = :id AND released_at IS NULL")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("event", event)
                .update();
    }

    Optional<HoldView> find(UUID id) {
        return jdbc.sql("SELECT id, kind, value, reason, placed_at, released_at FROM audit.hold WHERE id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** All of them, the newest first. */
    List<HoldView> all() {
        return jdbc.sql("""
                        SELECT id, kind, value, reason, placed_at, released_at FROM audit.hold ORDER BY id DESC LIMIT 1000
                        """).query(ROW).list();
    }

    List<UUID> overPerson(String issuer, String subject, Pseudonym pseudonym) {
        return jdbc.sql("SELECT held FROM audit.holds_over_person(:issuer, :subject, :pseudonym) AS held")
                .param("issuer", issuer)
                .param("subject", subject)
                .param("pseudonym", pseudonym.value())
                .query((row, _) -> row.getObject("held", UUID.class))
                .list();
    }

    List<UUID> overRange(long first, long last) {
        return jdbc.sql("SELECT held FROM audit.holds_over_range(:first, :last) AS held")
                .param("first", first)
                .param("last", last)
                .query((row, _) -> row.getObject("held", UUID.class))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
