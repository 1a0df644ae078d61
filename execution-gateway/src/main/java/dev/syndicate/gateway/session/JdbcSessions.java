package dev.syndicate.gateway.session;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.session.SessionOpened;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sessions by credential and by id, as {@link SessionProjection} keeps them. */
@Component
class JdbcSessions {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcSessions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The session that this credential opens now: neither closed nor expired. */
    Optional<AgentSession> findOpen(Digest credential, Instant now) {
        return jdbc.sql("""
                        SELECT opened, incidents
                        FROM gateway.session
                        WHERE credential = :credential AND closed_at IS NULL AND expires_at > :now
                        """)
                .param("credential", credential.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> session(row))
                .optional();
    }

    /** The session of this id, neither closed nor expired. */
    Optional<AgentSession> findOpen(SessionId session, Instant now) {
        return jdbc.sql("""
                        SELECT opened, incidents
                        FROM gateway.session
                        WHERE session = :session AND closed_at IS NULL AND expires_at > :now
                        """)
                .param("session", session.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> session(row))
                .optional();
    }

    /** Those of them that are neither closed nor expired. */
    Set<SessionId> openAmong(Collection<SessionId> asked, Instant now) {
        return jdbc.sql("""
                        SELECT session
                        FROM gateway.session
                        WHERE session IN (:asked) AND closed_at IS NULL AND expires_at > :now
                        """)
                .param("asked", asked.stream().map(SessionId::value).toList())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new SessionId(row.getObject("session", UUID.class)))
                .set();
    }

    /** The session of this id, also when it has ended. */
    Optional<AgentSession> find(SessionId session) {
        return jdbc.sql("SELECT opened, incidents FROM gateway.session WHERE session = :session")
                .param("session", session.value())
                .query((row, _) -> session(row))
                .optional();
    }

    void insert(SessionOpened opened) {
        jdbc.sql("""
                        INSERT INTO gateway.session (session, credential, workspace, principal_issuer,
                            principal_subject, opened, opened_at, expires_at)
                        VALUES (:session, :credential, :workspace, :issuer, :subject, :opened, :openedAt, :expiresAt)
                        """)
                .param("session", opened.session().value())
                .param("credential", opened.credential().bytes())
                .param("workspace", opened.workspace().value())
                .param("issuer", opened.principal().issuer())
                .param("subject", opened.principal().subject())
                .param("opened", json.writeValueAsString(opened))
                .param("openedAt", opened.occurredAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", opened.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives the workspace its fence, with the policy that is active everywhere. */
    void fence(WorkspaceId workspace) {
        jdbc.sql("INSERT INTO fence.workspace (workspace) VALUES (:workspace) ON CONFLICT (workspace) DO NOTHING")
                .param("workspace", workspace.value())
                .update();
    }

    void close(SessionId session, Instant at) {
        jdbc.sql("UPDATE gateway.session SET closed_at = :at WHERE session = :session")
                .param("session", session.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Something ran in the session that nobody granted; policy sees the count as its trust. */
    void countIncident(SessionId session) {
        jdbc.sql("UPDATE gateway.session SET incidents = incidents + 1 WHERE session = :session")
                .param("session", session.value())
                .update();
    }

    private AgentSession session(ResultSet row) throws SQLException {
        SessionOpened opened = json.readValue(row.getString("opened"), SessionOpened.class);
        return new AgentSession(
                opened.session(),
                opened.principal(),
                opened.workspace(),
                opened.agent(),
                opened.enforcementTier(),
                opened.failMode(),
                opened.occurredAt(),
                opened.expiresAt(),
                row.getInt("incidents"));
    }
}
