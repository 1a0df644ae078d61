package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.gateway.sensitive.Commitments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Actions and executions by what they are looked up by, and what is due on them. */
@Component
class JdbcActions {

    private final JdbcClient jdbc;

    JdbcActions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An action as a call or a digest finds it.
     *
     * @param commitments under what its commitments were made; absent where no list was in force
     */
    record KnownAction(
            ActionId action,
            IntentDigest intentDigest,
            @Nullable Commitments commitments) {}

    private static KnownAction known(ResultSet row) throws SQLException {
        String list = row.getString("sensitive_list");
        return new KnownAction(
                new ActionId(row.getObject("action", UUID.class)),
                new IntentDigest(Digest.ofHash(row.getBytes("intent_digest"))),
                list == null ? null : new Commitments(list, row.getObject("sensitive_key", UUID.class)));
    }

    Optional<KnownAction> findByCall(SessionId session, String adapter, String callId) {
        return jdbc.sql("""
                        SELECT a.action, a.intent_digest, a.sensitive_list, a.sensitive_key
                        FROM gateway.call c
                        JOIN gateway.action a ON a.action = c.action
                        WHERE c.session = :session AND c.adapter = :adapter AND c.call_id = :call
                        """)
                .param("session", session.value())
                .param("adapter", adapter)
                .param("call", callId)
                .query((row, _) -> known(row))
                .optional();
    }

    /** The actions of the session that people have to decide on, or whose yes still stands; the newest first. */
    List<KnownAction> findOpen(SessionId session) {
        return jdbc.sql("""
                        SELECT a.action, a.intent_digest, a.sensitive_list, a.sensitive_key
                        FROM gateway.action a
                        WHERE a.session = :session AND a.approval IS NOT NULL
                            AND a.state IN ('awaiting-approval', 'authorised')
                            AND NOT EXISTS (SELECT FROM gateway.live_intent i WHERE i.action = a.action)
                            AND (a.state <> 'authorised' OR NOT EXISTS (
                                SELECT FROM gateway.session s JOIN fence.workspace f ON f.workspace = s.workspace
                                WHERE s.session = a.session
                                    AND f.permits_revoked_before > coalesce(a.authorised_at, '-infinity')))
                        ORDER BY a.action DESC
                        """)
                .param("session", session.value())
                .query((row, _) -> known(row))
                .list();
    }

    Optional<KnownAction> find(ActionId action) {
        return jdbc.sql("""
                        SELECT a.action, a.intent_digest, a.sensitive_list, a.sensitive_key
                        FROM gateway.action a
                        WHERE a.action = :action
                        """)
                .param("action", action.value())
                .query((row, _) -> known(row))
                .optional();
    }

    void commit(ParametersCommitted event) {
        jdbc.sql("UPDATE gateway.action SET sensitive_list = :list, sensitive_key = :key WHERE action = :action")
                .param("list", event.list())
                .param("key", event.key())
                .param("action", event.action().value())
                .update();
    }

    boolean exists(ActionId action) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM gateway.action a WHERE a.action = :action)")
                .param("action", action.value())
                .query(Boolean.class)
                .single();
    }

    void insert(ActionProposed event) {
        jdbc.sql("""
                        INSERT INTO gateway.action (action, session, intent_digest, state)
                        VALUES (:action, :session, :intent, 'proposed')
                        """)
                .param("action", event.action().value())
                .param("session", event.session().value())
                .param("intent", event.intentDigest().digest().bytes())
                .update();
        String call = event.callId();
        if (call != null) {
            link(event.session(), event.agent().adapter(), call, event.action());
        }
    }

    /** From here on the call is about this action. A call that is about another one is a duplicate key. */
    void link(SessionId session, String adapter, String callId, ActionId action) {
        jdbc.sql("""
                        INSERT INTO gateway.call (session, adapter, call_id, action)
                        VALUES (:session, :adapter, :call, :action)
                        """)
                .param("session", session.value())
                .param("adapter", adapter)
                .param("call", callId)
                .param("action", action.value())
                .update();
    }

    void await(ApprovalAwaited event, Instant requestDue) {
        jdbc.sql("""
                        UPDATE gateway.action
                        SET state = 'awaiting-approval', approval = :approval, request_due_at = :due
                        WHERE action = :action
                        """)
                .param("action", event.action().value())
                .param("approval", event.approval().value())
                .param("due", utc(requestDue))
                .update();
    }

    void authorise(ActionAuthorised event) {
        jdbc.sql("""
                        UPDATE gateway.action
                        SET state = 'authorised', authorised_at = :at, request_due_at = NULL
                        WHERE action = :action
                        """)
                .param("action", event.action().value())
                .param("at", utc(event.occurredAt()))
                .update();
    }

    void move(ActionId action, ActionPhase state) {
        jdbc.sql("UPDATE gateway.action SET state = :state, request_due_at = NULL WHERE action = :action")
                .param("action", action.value())
                .param("state", state.wireName())
                .update();
    }

    void withdraw(ActionId action, Instant withdrawalDue) {
        jdbc.sql("""
                        UPDATE gateway.action
                        SET state = 'withdrawn', request_due_at = NULL,
                            withdrawal_due_at = CASE WHEN approval IS NULL THEN NULL ELSE :due::timestamptz END
                        WHERE action = :action
                        """)
                .param("action", action.value())
                .param("due", utc(withdrawalDue))
                .update();
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

    void countIncident(ActionId action) {
        jdbc.sql("""
                        UPDATE gateway.session
                        SET incidents = incidents + 1
                        WHERE session = (SELECT a.session FROM gateway.action a WHERE a.action = :action)
                        """).param("action", action.value()).update();
    }

    /** approval-service has the request: nobody needs to send it again. */
    void requested(ActionId action) {
        jdbc.sql("UPDATE gateway.action SET request_due_at = NULL WHERE action = :action")
                .param("action", action.value())
                .update();
    }

    /** approval-service knows of the withdrawal. */
    void withdrawn(ActionId action) {
        jdbc.sql("UPDATE gateway.action SET withdrawal_due_at = NULL WHERE action = :action")
                .param("action", action.value())
                .update();
    }

    /** Takes some of the actions whose request is due; nobody else gets the same ones before the next time. */
    List<ActionId> takeDueRequests(Instant now, Instant next, int limit) {
        return take("request_due_at", now, next, limit);
    }

    /** Takes some of the actions whose withdrawal approval-service has not confirmed. */
    List<ActionId> takeDueWithdrawals(Instant now, Instant next, int limit) {
        return take("withdrawal_due_at", now, next, limit);
    }

    private List<ActionId> take(String column, Instant now, Instant next, int limit) {
        return jdbc.sql("""
                        UPDATE gateway.action
                        SET %1$s = :next
                        WHERE action IN (
                            SELECT a.action FROM gateway.action a
                            WHERE a.%1$s <= :now
                            ORDER BY a.%1$s
                            LIMIT :limit
                            FOR UPDATE SKIP LOCKED)
                        RETURNING action
                        """.formatted(column))
                .param("now", utc(now))
                .param("next", utc(next))
                .param("limit", limit)
                .query((row, _) -> new ActionId(row.getObject("action", UUID.class)))
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
