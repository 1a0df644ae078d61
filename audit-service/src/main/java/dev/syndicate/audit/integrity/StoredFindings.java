package dev.syndicate.audit.integrity;

import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of findings and of their releases; both only ever grow. */
@Component
class StoredFindings {

    private static final String COLUMNS = "f.digest, f.epoch, f.code, f.sequence, f.subject, f.detail, f.found_at";

    private static final String UNRELEASED =
            "NOT EXISTS (SELECT FROM audit.finding_release r WHERE r.digest = f.digest)";

    private final JdbcClient jdbc;

    StoredFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All, the newest first. */
    List<FindingView> all() {
        return jdbc.sql("SELECT " + COLUMNS + """
                        , r.first_subject, r.second_subject, r.reason, r.released_at
                        FROM audit.finding f
                        LEFT JOIN LATERAL (
                            SELECT * FROM audit.finding_release r WHERE r.digest = f.digest ORDER BY id DESC LIMIT 1
                        ) r ON true
                        ORDER BY f.found_at DESC, f.digest
                        LIMIT 100
                        """)
                .query((row, number) -> view(row))
                .list();
    }

    Optional<Finding> find(LogId log, Digest digest) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.finding f WHERE f.digest = :digest")
                .param("digest", digest.toString())
                .query((row, number) -> finding(log, row))
                .optional();
    }

    /** Those that no release was ever recorded for. */
    List<Finding> unreleased(LogId log) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.finding f WHERE " + UNRELEASED + " ORDER BY f.found_at")
                .query((row, number) -> finding(log, row))
                .list();
    }

    /** Those that a release is recorded for. */
    List<Finding> released(LogId log) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.finding f WHERE NOT " + UNRELEASED + " ORDER BY f.found_at")
                .query((row, number) -> finding(log, row))
                .list();
    }

    boolean isReleased(Digest digest) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM audit.finding_release WHERE digest = :digest)")
                .param("digest", digest.toString())
                .query(Boolean.class)
                .single();
    }

    /** False when it is known already. */
    boolean insert(Finding finding, Instant now) {
        return jdbc.sql("""
                                INSERT INTO audit.finding (digest, epoch, code, sequence, subject, detail, found_at)
                                VALUES (:digest, :epoch, :code, :sequence, :subject, :detail, :now)
                                ON CONFLICT (digest) DO NOTHING
                                """)
                        .param("digest", finding.digest().toString())
                        .param("epoch", finding.origin().epoch())
                        .param("code", finding.fault().wireName())
                        .param("sequence", finding.sequence())
                        .param("subject", finding.subject())
                        .param("detail", finding.detail())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void release(UUID id, Digest digest, Confirmed both, Instant now) {
        Person first = both.by().getFirst();
        Person second = both.by().getLast();
        jdbc.sql("""
                        INSERT INTO audit.finding_release
                            (id, digest, first_issuer, first_subject, first_name, second_issuer, second_subject,
                             second_name, reason, released_at)
                        VALUES (:id, :digest, :firstIssuer, :firstSubject, :firstName, :secondIssuer, :secondSubject,
                             :secondName, :reason, :now)
                        """)
                .param("id", id)
                .param("digest", digest.toString())
                .param("firstIssuer", first.issuer())
                .param("firstSubject", first.subject())
                .param("firstName", first.name())
                .param("secondIssuer", second.issuer())
                .param("secondSubject", second.subject())
                .param("secondName", second.name())
                .param("reason", both.reason())
                .param("now", Timestamp.from(now))
                .update();
    }

    private static FindingView view(ResultSet row) throws SQLException {
        return new FindingView(
                row.getString("digest"),
                row.getLong("epoch"),
                row.getString("code"),
                row.getLong("sequence"),
                row.getString("subject"),
                row.getString("detail"),
                row.getTimestamp("found_at").toInstant(),
                release(row));
    }

    private static FindingView.@Nullable Release release(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("released_at");
        return at == null
                ? null
                : new FindingView.Release(
                        List.of(row.getString("first_subject"), row.getString("second_subject")),
                        row.getString("reason"),
                        at.toInstant());
    }

    private static Finding finding(LogId log, ResultSet row) throws SQLException {
        return new Finding(
                new LogOrigin(log, row.getLong("epoch")),
                ChainFault.of(row.getString("code")),
                row.getLong("sequence"),
                row.getString("subject"),
                row.getString("detail"));
    }
}
