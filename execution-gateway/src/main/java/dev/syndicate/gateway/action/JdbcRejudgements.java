package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which waiting actions a released policy version has not judged yet. */
@Component
class JdbcRejudgements {

    private final JdbcClient jdbc;

    JdbcRejudgements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that wait for people; in the transaction of whoever asks. */
    void addAllAwaiting(Instant due) {
        jdbc.sql("""
                        INSERT INTO gateway.rejudgement (action, due_at)
                        SELECT a.action, :due FROM gateway.action a WHERE a.state = 'awaiting-approval'
                        ON CONFLICT (action) DO UPDATE SET due_at = excluded.due_at
                        """).param("due", due.atOffset(ZoneOffset.UTC)).update();
    }

    /** Takes some that are due; nobody else gets the same ones before the next time. */
    List<ActionId> take(Instant now, Instant next, int limit) {
        return jdbc.sql("""
                        UPDATE gateway.rejudgement
                        SET due_at = :next
                        WHERE action IN (
                            SELECT r.action FROM gateway.rejudgement r
                            WHERE r.due_at <= :now
                            ORDER BY r.due_at
                            LIMIT :limit
                            FOR UPDATE SKIP LOCKED)
                        RETURNING action
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("next", next.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) -> new ActionId(row.getObject("action", UUID.class)))
                .list();
    }

    /** It is judged once more; what another gateway has written of it meanwhile holds no longer. */
    void keep(ActionId action, Instant due) {
        jdbc.sql("""
                        INSERT INTO gateway.rejudgement (action, due_at) VALUES (:action, :due)
                        ON CONFLICT (action) DO UPDATE SET due_at = excluded.due_at
                        """)
                .param("action", action.value())
                .param("due", due.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether this is the version that decides in the workspace now. */
    boolean isInForce(PolicyVersion version, WorkspaceId workspace) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM fence.workspace f
                            WHERE f.workspace = :workspace AND f.active_policy_version = :version)
                        """)
                .param("workspace", workspace.value())
                .param("version", version.toString())
                .query(Boolean.class)
                .single();
    }

    /** It is judged, unless another version was released since it was taken. */
    void done(ActionId action, Instant taken) {
        jdbc.sql("DELETE FROM gateway.rejudgement WHERE action = :action AND due_at = :taken")
                .param("action", action.value())
                .param("taken", taken.atOffset(ZoneOffset.UTC))
                .update();
    }
}
