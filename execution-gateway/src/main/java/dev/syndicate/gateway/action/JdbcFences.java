package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The fence in PostgreSQL. Both rows are locked FOR SHARE: intents do not wait for each other, but an activation, a
 * revocation and the end of the session wait for the intents before them, and intents after them see what they did. In front
 * of the workspace's row stands a lock that queues: without it, intents could overtake whoever waits to move the fence for
 * ever.
 */
@Component
class JdbcFences implements Fences {

    private final JdbcClient jdbc;

    JdbcFences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Fence hold(WorkspaceId workspace, SessionId session, Instant now) {
        boolean open = isOpen(session, now);
        return jdbc.sql("""
                        SELECT w.active_policy_version, coalesce(w.suspended_at, w.all_suspended_at) AS suspended_at,
                            w.permits_revoked_before
                        FROM fence.hold(:workspace), fence.workspace w
                        WHERE w.workspace = :workspace
                        FOR SHARE OF w
                        """)
                .param("workspace", workspace.value())
                .query((row, _) -> fence(row, open))
                .optional()
                .orElseThrow(() -> new IllegalStateException("Workspace %s has no fence".formatted(workspace)));
    }

    private boolean isOpen(SessionId session, Instant now) {
        return jdbc.sql("""
                        SELECT closed_at IS NULL AND expires_at > :now
                        FROM gateway.session
                        WHERE session = :session
                        FOR SHARE
                        """)
                .param("session", session.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Fence fence(ResultSet row, boolean sessionOpen) throws SQLException {
        PolicyVersion active = Optional.ofNullable(row.getString("active_policy_version"))
                .map(PolicyVersion::parse)
                .orElse(null);
        return new Fence(active, instant(row, "suspended_at"), instant(row, "permits_revoked_before"), sessionOpen);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
