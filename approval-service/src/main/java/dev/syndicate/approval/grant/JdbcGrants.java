package dev.syndicate.approval.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.platform.eventstore.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Standing grants as their events state them, schema {@code approval}. */
@Repository
class JdbcGrants {

    private static final String GRANT = """
            SELECT g.granted, g.revoked, g.voided_at, v.request
            FROM standing_grant g LEFT JOIN approval_view v ON v.approval = g.approval
            """;

    private final JdbcClient jdbc;
    private final JsonMapper mapper = EventFormat.mapper();

    JdbcGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(StandingGranted event) {
        jdbc.sql("""
                        INSERT INTO standing_grant (approval, workspace, expires_at, granted)
                        VALUES (:approval, :workspace, :expires, :granted)
                        """)
                .param("approval", event.approval().value())
                .param("workspace", event.workspace().value())
                .param("expires", event.expiresAt().atOffset(ZoneOffset.UTC))
                .param("granted", write(event))
                .update();
    }

    void revoke(StandingGrantRevoked event) {
        jdbc.sql("UPDATE standing_grant SET revoked = :revoked WHERE approval = :approval")
                .param("approval", event.approval().value())
                .param("revoked", write(event))
                .update();
    }

    void lose(RoundOpened event) {
        jdbc.sql("UPDATE standing_grant SET voided_at = :at WHERE approval = :approval AND voided_at IS NULL")
                .param("approval", event.approval().value())
                .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** An action whose execution was refused may take the number that it had once more: that is the same use, later. */
    void use(ApprovalId grant, GrantUse use) {
        jdbc.sql("""
                        INSERT INTO grant_use (approval, number, action, used_at)
                        VALUES (:approval, :number, :action, :at)
                        ON CONFLICT (approval, number, action) DO UPDATE SET used_at = excluded.used_at
                        """)
                .param("approval", grant.value())
                .param("number", use.number())
                .param("action", use.action().value())
                .param("at", use.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** In their order. */
    List<GrantUse> usesOf(ApprovalId grant) {
        return jdbc.sql(
                        "SELECT number, action, used_at FROM grant_use WHERE approval = :approval ORDER BY used_at, action")
                .param("approval", grant.value())
                .query((row, _) -> use(row))
                .list();
    }

    /** The uses by these actions, with their grants, in their order. */
    List<Lineage> usesBy(Collection<ActionId> actions, Instant now) {
        return jdbc.sql("""
                        SELECT u.number, u.action, u.used_at, g.granted, g.revoked, g.voided_at, v.request
                        FROM grant_use u JOIN standing_grant g ON g.approval = u.approval
                        LEFT JOIN approval_view v ON v.approval = g.approval
                        WHERE u.action = ANY (:actions)
                        ORDER BY u.used_at, u.number
                        """)
                .param("actions", actions.stream().map(ActionId::value).toArray(UUID[]::new))
                .query((row, _) -> new Lineage(view(row, now), use(row)))
                .list();
    }

    void deleteAll() {
        jdbc.sql("DELETE FROM grant_use").update();
        jdbc.sql("DELETE FROM standing_grant").update();
    }

    Optional<GrantView> find(ApprovalId approval, Instant now) {
        return jdbc.sql(GRANT + "WHERE g.approval = :approval")
                .param("approval", approval.value())
                .query((row, _) -> view(row, now))
                .optional();
    }

    /** Those of these workspaces, the newest first. */
    List<GrantView> page(
            Collection<WorkspaceId> workspaces, boolean live, @Nullable ApprovalId before, Instant now, int limit) {
        return jdbc.sql(GRANT + """
                        WHERE g.workspace = ANY (:workspaces)
                          AND (NOT :live OR g.revoked IS NULL AND g.voided_at IS NULL AND g.expires_at > :now)
                          AND (:before::uuid IS NULL OR g.approval < :before)
                        ORDER BY g.approval DESC
                        LIMIT :limit
                        """)
                .param("workspaces", workspaces.stream().map(WorkspaceId::value).toArray(String[]::new))
                .param("live", live)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", before == null ? null : before.value())
                .param("limit", limit)
                .query((row, _) -> view(row, now))
                .list();
    }

    private static GrantUse use(ResultSet row) throws SQLException {
        return new GrantUse(
                row.getInt("number"),
                new ActionId(row.getObject("action", UUID.class)),
                row.getObject("used_at", OffsetDateTime.class).toInstant());
    }

    private GrantView view(ResultSet row, Instant now) throws SQLException {
        byte[] revoked = row.getBytes("revoked");
        return GrantView.of(
                read(row.getBytes("granted"), StandingGranted.class),
                revoked == null ? null : read(revoked, StandingGrantRevoked.class),
                row.getObject("voided_at") != null,
                masks(row.getBytes("request")),
                now);
    }

    /** Where the request is not in its view yet, whatever might be masked is. */
    private Masks masks(byte @Nullable [] request) {
        return request == null
                ? Masks.all()
                : read(request, ApprovalRequested.class).masks();
    }

    private byte[] write(Object event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(byte[] json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
