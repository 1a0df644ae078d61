package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Executions by their id and by their deadline. */
@Component
class JdbcExecutions {

    private static final RowMapper<KnownExecution> ROW = (row, _) -> new KnownExecution(
            new ExecutionId(row.getObject("execution", UUID.class)),
            new ActionId(row.getObject("action", UUID.class)),
            new SessionId(row.getObject("session", UUID.class)),
            new EventId(row.getObject("intent", UUID.class)));

    private final JdbcClient jdbc;
    private final EventStore events;

    JdbcExecutions(JdbcClient jdbc, EventStore events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * An execution.
     *
     * @param intent the event to be sealed
     */
    record KnownExecution(ExecutionId execution, ActionId action, SessionId session, EventId intent) {}

    Optional<KnownExecution> find(ExecutionId execution) {
        return jdbc.sql("""
                        SELECT execution, action, session, intent
                        FROM gateway.execution
                        WHERE execution = :execution
                        """).param("execution", execution.value()).query(ROW).optional();
    }

    /** Where the grant's seal is, as recorded. */
    Optional<SealReceipt> grantOf(ActionId action) {
        return events.readEvents(action.toString())
                .asStream()
                .map(event -> (Object) event.getPayload())
                .filter(ExecutionGranted.class::isInstance)
                .map(payload -> ((ExecutionGranted) payload).receipt())
                .findFirst();
    }

    /** Takes some of the executions whose deadline has passed; nobody else gets the same ones before the next time. */
    List<KnownExecution> takeOverdue(Instant now, Instant next, int limit) {
        return jdbc.sql("""
                        UPDATE gateway.execution
                        SET deadline_at = :next
                        WHERE execution IN (
                            SELECT e.execution FROM gateway.execution e
                            WHERE e.deadline_at <= :now
                            ORDER BY e.deadline_at
                            LIMIT :limit
                            FOR UPDATE SKIP LOCKED)
                        RETURNING execution, action, session, intent
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("next", next.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(ROW)
                .list();
    }
}
