package dev.syndicate.approval.voting;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Openings in PostgreSQL, schema {@code approval}. */
@Repository
class JdbcOpenings implements Openings {

    private final JdbcClient jdbc;

    JdbcOpenings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Opening open(ApprovalId approval, int round, Person person, Instant at) {
        return jdbc.sql("""
                        INSERT INTO opening (approval, reviewer, round, first_at, last_at)
                        VALUES (:approval, :reviewer, :round, :at, :at)
                        ON CONFLICT (approval, reviewer, round) DO UPDATE SET last_at = excluded.last_at
                        RETURNING round, first_at, last_at
                        """)
                .param("approval", approval.value())
                .param("reviewer", key(person))
                .param("round", round)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> opening(row))
                .single();
    }

    @Override
    public Optional<Opening> find(ApprovalId approval, Person person) {
        return jdbc.sql("""
                        SELECT round, first_at, last_at
                        FROM opening
                        WHERE approval = :approval AND reviewer = :reviewer
                        ORDER BY round DESC
                        LIMIT 1
                        """)
                .param("approval", approval.value())
                .param("reviewer", key(person))
                .query((row, _) -> opening(row))
                .optional();
    }

    private static Opening opening(ResultSet row) throws SQLException {
        return new Opening(row.getInt("round"), time(row, "first_at"), time(row, "last_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Issuer and subject; an issuer is a URL and holds no space. */
    private static String key(Person person) {
        return person.issuer() + " " + person.subject();
    }
}
