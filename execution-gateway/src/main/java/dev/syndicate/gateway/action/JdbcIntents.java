package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Intents that were not refused, at most one for an action and for an approval, and when their executions are due. */
@Component
class JdbcIntents {

    private final JdbcClient jdbc;

    JdbcIntents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void intend(ExecutionIntended event, UUID intent, Instant deadline) {
        jdbc.sql("""
                        WITH live AS (
                            INSERT INTO gateway.live_intent (action, approval, execution)
                            SELECT a.action, a.approval, :execution FROM gateway.action a WHERE a.action = :action)
                        INSERT INTO gateway.execution (execution, action, session, intent, deadline_at)
                        VALUES (:execution, :action, :session, :intent, :deadline)
                        """)
                .param("execution", event.execution().value())
                .param("action", event.action().value())
                .param("session", event.session().value())
                .param("intent", intent)
                .param("deadline", utc(deadline))
                .update();
    }

    void free(ActionId action, ExecutionId execution) {
        jdbc.sql("DELETE FROM gateway.live_intent WHERE action = :action AND execution = :execution")
                .param("action", action.value())
                .param("execution", execution.value())
                .update();
        clearDeadline(execution);
    }

    void setDeadline(ExecutionId execution, Instant deadline) {
        jdbc.sql("UPDATE gateway.execution SET deadline_at = :deadline WHERE execution = :execution")
                .param("execution", execution.value())
                .param("deadline", utc(deadline))
                .update();
    }

    void clearDeadline(ExecutionId execution) {
        jdbc.sql("UPDATE gateway.execution SET deadline_at = NULL WHERE execution = :execution")
                .param("execution", execution.value())
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
