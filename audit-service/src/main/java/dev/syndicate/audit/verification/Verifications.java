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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verifications and their results. */
@Component
class Verifications {

    private static final String SELECT = """
            SELECT id, state, requested_by, started_at, finished_at, extent, since_size, phase, done, total,
                   first_sequence, last_sequence, intact, code, broken_sequence, detail
            FROM audit.verification
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Verifications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new one; one of this id that exists stays as it is. */
    void begin(UUID id, @Nullable String requestedBy, Extent extent, @Nullable Long since) {
        jdbc.sql("""
                        INSERT INTO audit.verification (id, state, requested_by, started_at, extent, since_size)
                        VALUES (:id, 'running', :requestedBy, :now, :extent, :since)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", id)
                .param("requestedBy", requestedBy)
                .param("extent", extent.wireName())
                .param("since", since, java.sql.Types.BIGINT)
                .param("now", now())
                .update();
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

    void completed(UUID id, ChainVerdict verdict) {
        switch (verdict) {
            case ChainVerdict.Intact intact -> finish(id, "completed", intact.first(), intact.last(), true, null);
            case ChainVerdict.Broken broken -> finish(id, "completed", null, null, false, broken);
        }
    }

    /** Those that were running when their process ended will never tell their result. */
    void closeAbandoned() {
        jdbc.sql("UPDATE audit.verification SET state = 'failed', finished_at = :now WHERE state = 'running'")
                .param("now", now())
                .update();
    }

    /** It could not be carried out; nothing is known of the chain. */
    void failed(UUID id) {
        finish(id, "failed", null, null, null, null);
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

    private void finish(
            UUID id,
            String state,
            @Nullable Long first,
            @Nullable Long last,
            @Nullable Boolean intact,
            ChainVerdict.@Nullable Broken broken) {
        jdbc.sql("""
                        UPDATE audit.verification
                        SET state = :state, finished_at = :now, first_sequence = :first, last_sequence = :last,
                            intact = :intact, code = :code, broken_sequence = :broken, detail = :detail
                        WHERE id = :id
                        """)
                .param("state", state)
                .param("now", now())
                .param("first", first)
                .param("last", last)
                .param("intact", intact)
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
