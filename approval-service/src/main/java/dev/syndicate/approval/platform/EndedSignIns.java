package dev.syndicate.approval.platform;

import dev.syndicate.platform.security.SecurityProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Repository;

/**
 * Sign-ins that the identity provider has ended (OpenID Connect Back-Channel Logout 1.0). In the database, because the
 * provider tells one replica and the session may be another's.
 */
@Repository
class EndedSignIns {

    private static final Logger LOG = LoggerFactory.getLogger(EndedSignIns.class);

    /** Longer than any session of the console lasts. */
    private static final Duration KEPT = Duration.ofHours(13);

    private final JdbcClient jdbc;
    private final SecurityProperties security;
    private final Clock clock;

    EndedSignIns(JdbcClient jdbc, SecurityProperties security, Clock clock) {
        this.jdbc = jdbc;
        this.security = security;
        this.clock = clock;
    }

    /**
     * What a logout token ends.
     *
     * @param sid the provider's session; empty for every session of the person
     * @param subject the person; empty where only the session is named
     * @param at by the provider's clock, as the time of an ID token is
     */
    record Ended(String sid, String subject, Instant at) {

        boolean covers(OidcIdToken token) {
            return sid.isEmpty()
                    ? subject.equals(token.getSubject()) && !isAfter(token.getIssuedAt())
                    : sid.equals(token.getClaimAsString("sid"));
        }

        private boolean isAfter(@Nullable Instant issued) {
            return issued != null && issued.isAfter(at);
        }
    }

    /** Of a logout token that has been verified. */
    void end(OidcLogoutToken token) {
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO ended_sign_in (issuer, sid, subject, ended_at)
                        VALUES (:issuer, :sid, :subject, :at)
                        ON CONFLICT (issuer, sid, subject)
                            DO UPDATE SET ended_at = greatest(ended_sign_in.ended_at, excluded.ended_at)
                        """)
                .param("issuer", security.issuer())
                .param("sid", Objects.requireNonNullElse(token.getSessionId(), ""))
                .param("subject", Objects.requireNonNullElse(token.getSubject(), ""))
                .param("at", utc(Objects.requireNonNullElse(token.getIssuedAt(), now)))
                .update();
        jdbc.sql("DELETE FROM ended_sign_in WHERE ended_at < :before")
                .param("before", utc(now.minus(KEPT)))
                .update();
        LOG.info("The identity provider has ended a sign-in");
    }

    /** Whether this one is among them. */
    boolean include(OidcIdToken token) {
        return jdbc
                .sql("""
                        SELECT sid, subject, ended_at
                        FROM ended_sign_in
                        WHERE issuer = :issuer AND (sid = :sid OR sid = '' AND subject = :subject)
                        """)
                .param("issuer", security.issuer())
                .param("sid", Objects.requireNonNullElse(token.getClaimAsString("sid"), ""))
                .param("subject", token.getSubject())
                .query(EndedSignIns::row)
                .list()
                .stream()
                .anyMatch(ended -> ended.covers(token));
    }

    /** Those that a session of now could still be of. One provider is configured, so all are its. */
    List<Ended> all() {
        return jdbc.sql("SELECT sid, subject, ended_at FROM ended_sign_in")
                .query(EndedSignIns::row)
                .list();
    }

    private static Ended row(ResultSet row, int number) throws SQLException {
        return new Ended(
                row.getString("sid"),
                row.getString("subject"),
                row.getObject("ended_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
