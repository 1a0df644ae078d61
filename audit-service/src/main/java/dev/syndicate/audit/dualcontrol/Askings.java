package dev.syndicate.audit.dualcontrol;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what was asked for and who confirmed it. */
@Component
class Askings {

    private static final String COLUMNS = """
            id, kind, digest, reason, first_issuer, first_subject, first_name, first_methods, asked_at, expires_at, proof
            """;

    private final JdbcClient jdbc;

    Askings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What lies in a row. */
    record Row(Asking asking, byte[] proof) {}

    /** False when somebody has asked for the same and it is still open. */
    boolean open(Asking asking, byte[] proof) {
        return jdbc.sql("""
                                INSERT INTO audit.dual_control
                                    (id, kind, digest, reason, first_issuer, first_subject, first_name, first_methods,
                                     asked_at, expires_at, proof)
                                VALUES (:id, :kind, :digest, :reason, :issuer, :subject, :name, :methods,
                                     :askedAt, :expiresAt, :proof)
                                ON CONFLICT (kind, digest) WHERE closed_at IS NULL DO NOTHING
                                """)
                        .param("id", asking.id())
                        .param("kind", asking.decision().kind())
                        .param("digest", asking.decision().digest().toString())
                        .param("reason", asking.reason())
                        .param("issuer", asking.first().issuer())
                        .param("subject", asking.first().subject())
                        .param("name", asking.first().name())
                        .param("methods", asking.first().authenticationMethods().toArray(String[]::new))
                        .param("askedAt", Timestamp.from(asking.askedAt()))
                        .param("expiresAt", Timestamp.from(asking.expiresAt()))
                        .param("proof", proof)
                        .update()
                == 1;
    }

    /** The open one, locked until the end of the transaction. */
    Optional<Row> lock(Decision decision) {
        return jdbc.sql("SELECT " + COLUMNS + """
                        FROM audit.dual_control
                        WHERE kind = :kind AND digest = :digest AND closed_at IS NULL
                        FOR UPDATE
                        """)
                .param("kind", decision.kind())
                .param("digest", decision.digest().toString())
                .query((row, number) -> row(row))
                .optional();
    }

    /** Those that wait for a second person, the oldest first. */
    List<Row> open() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.dual_control WHERE closed_at IS NULL ORDER BY id LIMIT 100")
                .query((row, number) -> row(row))
                .list();
    }

    void confirm(UUID id, Person second, String reason, Instant now) {
        jdbc.sql("""
                        UPDATE audit.dual_control
                        SET second_issuer = :issuer, second_subject = :subject, second_name = :name,
                            second_reason = :reason, closed_at = :now
                        WHERE id = :id
                        """)
                .param("issuer", second.issuer())
                .param("subject", second.subject())
                .param("name", second.name())
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    void close(UUID id, Instant now) {
        jdbc.sql("UPDATE audit.dual_control SET closed_at = :now WHERE id = :id")
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        String[] methods = (String[]) row.getArray("first_methods").getArray();
        Person first = new Person(
                row.getString("first_issuer"),
                row.getString("first_subject"),
                row.getString("first_name"),
                List.of(methods));
        Asking asking = new Asking(
                row.getObject("id", UUID.class),
                new Decision(row.getString("kind"), Digest.parse(row.getString("digest"))),
                first,
                row.getString("reason"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
        return new Row(asking, row.getBytes("proof"));
    }
}
