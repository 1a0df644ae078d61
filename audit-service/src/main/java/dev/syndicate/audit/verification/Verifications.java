package dev.syndicate.audit.verification;

import dev.syndicate.contracts.chain.ChainVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verifications and their results. */
@Component
class Verifications {

    private static final String SELECT = """
            SELECT id, state, requested_by, started_at, finished_at, extent, since_size, phase, done, total,
                   first_sequence, last_sequence, pruned, intact, code, broken_sequence, detail
            FROM audit.verification
            """;

    private static final String ABANDONED = "The process that carried it out ended before it did";
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Verifications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A new one, or once more one that failed; any other of this id stays as it is.
     *
     * @param holder who carries it out, and has shown that it lives
     * @return whether the holder is the one to carry it out
     */
    boolean begin(UUID id, UUID holder, @Nullable String requestedBy, Extent extent, @Nullable Long since) {
        return jdbc.sql("""
                        INSERT INTO audit.verification AS v
                            (id, state, requested_by, started_at, extent, since_size, holder)
                        VALUES (:id, 'running', :requestedBy, :now, :extent, :since, :holder)
                        ON CONFLICT (id) DO UPDATE
                        SET state = 'running', finished_at = NULL, detail = NULL, holder = excluded.holder
                        WHERE v.state = 'failed'
                        """)
                        .param("id", id)
                        .param("requestedBy", requestedBy)
                        .param("extent", extent.wireName())
                        .param("since", since, java.sql.Types.BIGINT)
                        .param("holder", holder)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** How far it has come. */
    void progress(UUID id, String phase, long done, long total) {
        jdbc.sql("UPDATE audit.verification SET phase = :phase, done = :done, total = :total WHERE id = :id")
                .param("phase", phase)
                .param("done", done)
                .param("total", total)
                .param("id", id)
                .update();
    }

    void completed(UUID id, Assessment assessment) {
        switch (assessment.verdict()) {
            case ChainVerdict.Intact intact -> finish(id, "completed", intact, assessment.pruned(), null);
            case ChainVerdict.Broken broken -> finish(id, "completed", null, null, broken);
        }
    }

    /** Holders of running verifications that hold their lock no more. */
    Set<UUID> missingHolders() {
        // Materialised, so that nobody's lock is tried but theirs.
        return Set.copyOf(jdbc.sql("""
                        WITH running AS MATERIALIZED (
                            SELECT DISTINCT holder FROM audit.verification WHERE state = 'running' AND holder IS NOT NULL
                        )
                        SELECT holder FROM running WHERE pg_try_advisory_xact_lock(%s)
                        """.formatted(Holder.LOCK.formatted("holder")))
                .query(UUID.class)
                .list());
    }

    /** What this holder was running will never tell its result, unless it has come back meanwhile. */
    void closeAbandoned(UUID holder) {
        jdbc.sql("""
                        UPDATE audit.verification SET state = 'failed', finished_at = :now, detail = :why
                        WHERE state = 'running' AND holder = :holder AND pg_try_advisory_xact_lock(%s)
                        """.formatted(Holder.LOCK.formatted("holder")))
                .param("holder", holder)
                .param("now", now())
                .param("why", ABANDONED)
                .update();
    }

    /** A release before schema 650 named no holder: only time tells whether one of its processes still carries it out. */
    void closeForgotten() {
        Instant now = clock.instant();
        jdbc.sql("""
                        UPDATE audit.verification SET state = 'failed', finished_at = :now, detail = :why
                        WHERE state = 'running' AND holder IS NULL AND started_at < :longAgo
                        """)
                .param("now", Timestamp.from(now))
                .param("longAgo", Timestamp.from(now.minus(FORGOTTEN)))
                .param("why", ABANDONED)
                .update();
    }

    /** It could not be carried out; nothing is known of the chain. */
    void failed(UUID id) {
        finish(id, "failed", null, null, null);
    }

    Optional<VerificationView> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query((row, number) -> view(row))
                .optional();
    }

    /** The newest first. */
    List<VerificationView> newest(int limit) {
        return jdbc.sql(SELECT + " ORDER BY id DESC LIMIT :limit")
                .param("limit", limit)
                .query((row, number) -> view(row))
                .list();
    }

    /** A result that is stored stays: a holder that was taken for gone may come to its end, too. */
    private void finish(
            UUID id,
            String state,
            ChainVerdict.@Nullable Intact intact,
            @Nullable Long pruned,
            ChainVerdict.@Nullable Broken broken) {
        jdbc.sql("""
                        UPDATE audit.verification
                        SET state = :state, finished_at = :now, first_sequence = :first, last_sequence = :last,
                            pruned = :pruned, intact = :intact, code = :code, broken_sequence = :broken, detail = :detail
                        WHERE id = :id AND state <> 'completed'
                        """)
                .param("state", state)
                .param("now", now())
                .param("first", intact == null ? null : intact.first())
                .param("last", intact == null ? null : intact.last())
                .param("pruned", pruned)
                .param("intact", intact == null && broken == null ? null : broken == null)
                .param("code", broken == null ? null : broken.fault().wireName())
                .param("broken", broken == null ? null : broken.sequence())
                .param("detail", broken == null ? null : broken.detail())
                .param("id", id)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private VerificationView view(ResultSet row) throws SQLException {
        return new VerificationView(
                row.getObject("id", UUID.class),
                row.getString("state"),
                row.getString("requested_by"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("finished_at")),
                row.getString("extent"),
                row.getObject("since_size", Long.class),
                progress(row),
                row.getObject("first_sequence", Long.class),
                row.getObject("last_sequence", Long.class),
                row.getObject("pruned", Long.class),
                row.getObject("intact", Boolean.class),
                row.getString("code"),
                row.getObject("broken_sequence", Long.class),
                row.getString("detail"));
    }

    private VerificationView.Progress progress(ResultSet row) throws SQLException {
        boolean running = row.getString("state").equals("running");
        String phase = row.getString("phase");
        long done = row.getLong("done");
        Long total = row.getObject("total", Long.class);
        long elapsed = Duration.between(row.getTimestamp("started_at").toInstant(), clock.instant())
                .toSeconds();
        Long left = running && done > 0 && total != null ? elapsed * (total - done) / done : null;
        return new VerificationView.Progress(running ? phase == null ? "waiting" : phase : "done", done, total, left);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
