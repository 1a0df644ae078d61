package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.execution.ExecutionsSuspended;
import dev.syndicate.contracts.id.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves fences, in the transaction of the event itself: intents before it are waited for, and intents after it see it. What
 * holds everywhere is written into each workspace's row, so that an intent locks one row only.
 */
@Component
class JdbcFenceMoves {

    private static final String EVERYWHERE = "*";

    private final JdbcClient jdbc;

    JdbcFenceMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A suspension that stands.
     *
     * @param workspace absent where it is every workspace
     */
    record Standing(@Nullable WorkspaceId workspace, Instant since) {}

    void revoke(Reach reach, Instant before) {
        move(reach, "permits_revoked_before = greatest(permits_revoked_before, :at)", at(before));
    }

    void suspend(ExecutionsSuspended event) {
        Reach reach = new Reach(event.workspace());
        move(reach, column(reach) + " = :at", at(event.occurredAt()));
    }

    void resume(Reach reach) {
        move(reach, column(reach) + " = NULL", Map.of());
    }

    /** One suspended by itself stays so when all are resumed, and the other way round. */
    private static String column(Reach reach) {
        return reach.workspace() == null ? "all_suspended_at" : "suspended_at";
    }

    private static Map<String, ?> at(Instant time) {
        return Map.of("at", time.atOffset(ZoneOffset.UTC));
    }

    private void move(Reach reach, String change, Map<String, ?> values) {
        WorkspaceId workspace = reach.workspace();
        jdbc.sql("SELECT fence.move(:workspace)")
                .param("workspace", workspace == null ? EVERYWHERE : workspace.value())
                .query((_, _) -> true)
                .single();
        if (workspace == null) {
            // Then the template, which every new row is a copy of: whoever is writing one now is waited for.
            jdbc.sql("SELECT workspace FROM fence.workspace WHERE workspace = '*' FOR UPDATE")
                    .query(String.class)
                    .single();
            jdbc.sql("UPDATE fence.workspace SET %s, touched_at = clock_timestamp()".formatted(change))
                    .params(values)
                    .update();
            return;
        }
        jdbc.sql("INSERT INTO fence.workspace (workspace) VALUES (:workspace) ON CONFLICT (workspace) DO NOTHING")
                .param("workspace", workspace.value())
                .update();
        jdbc.sql("UPDATE fence.workspace SET %s, touched_at = clock_timestamp() WHERE workspace = :workspace"
                        .formatted(change))
                .params(values)
                .param("workspace", workspace.value())
                .update();
    }

    /** What is suspended now, everything at once first. */
    List<Standing> suspensions() {
        return jdbc.sql("""
                        SELECT workspace, CASE WHEN workspace = '*' THEN all_suspended_at ELSE suspended_at END AS since
                        FROM fence.workspace
                        WHERE CASE WHEN workspace = '*' THEN all_suspended_at ELSE suspended_at END IS NOT NULL
                        ORDER BY workspace COLLATE "C"
                        """).query((row, _) -> standing(row)).list();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        String workspace = row.getString("workspace");
        return new Standing(
                workspace.equals("*") ? null : new WorkspaceId(workspace),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
