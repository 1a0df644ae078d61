package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.gateway.sensitive.Commitments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Actions by what they are looked up by. */
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
     * @param amends the action that a reviewer made it out of; absent where a coding tool proposed it
     */
    record KnownAction(
            ActionId action,
            IntentDigest intentDigest,
            @Nullable Commitments commitments,
            @Nullable ActionId amends) {}

    private static KnownAction known(ResultSet row) throws SQLException {
        String list = row.getString("sensitive_list");
        return new KnownAction(
                new ActionId(row.getObject("action", UUID.class)),
                new IntentDigest(Digest.ofHash(row.getBytes("intent_digest"))),
                list == null ? null : new Commitments(list, row.getObject("sensitive_key", UUID.class)),
                Optional.ofNullable(row.getObject("amends", UUID.class))
                        .map(ActionId::new)
                        .orElse(null));
    }

    Optional<KnownAction> findByCall(SessionId session, String adapter, String callId) {
        return jdbc.sql("""
                        SELECT a.action, a.intent_digest, a.sensitive_list, a.sensitive_key, a.amends
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
                        SELECT a.action, a.intent_digest, a.sensitive_list, a.sensitive_key, a.amends
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
                        SELECT a.action, a.intent_digest, a.sensitive_list, a.sensitive_key, a.amends
                        FROM gateway.action a
                        WHERE a.action = :action
                        """)
                .param("action", action.value())
                .query((row, _) -> known(row))
                .optional();
    }

    /** The action and what reviewers made it out of, the newest first. */
    Stream<KnownAction> lineage(KnownAction action) {
        return Stream.iterate(
                        Optional.of(action),
                        Optional::isPresent,
                        known -> known.map(KnownAction::amends).flatMap(this::find))
                .map(Optional::orElseThrow);
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
        Amendment amendment = event.amendment();
        jdbc.sql("""
                        INSERT INTO gateway.action (action, session, intent_digest, state, amends)
                        VALUES (:action, :session, :intent, 'proposed', :amends)
                        """)
                .param("action", event.action().value())
                .param("session", event.session().value())
                .param("intent", event.intentDigest().digest().bytes())
                .param("amends", amendment == null ? null : amendment.of().value(), Types.OTHER)
                .update();
        String call = event.callId();
        if (amendment != null) {
            relink(amendment.of(), event.action());
        } else if (call != null) {
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

    /** The calls that were about the one action are about the other from here on. */
    private void relink(ActionId before, ActionId now) {
        jdbc.sql("UPDATE gateway.call SET action = :now WHERE action = :before")
                .param("before", before.value())
                .param("now", now.value())
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

    void amend(ActionId action, Instant amendmentDue) {
        jdbc.sql("""
                        UPDATE gateway.action
                        SET state = 'amended', request_due_at = NULL, amendment_due_at = :due
                        WHERE action = :action
                        """)
                .param("action", action.value())
                .param("due", utc(amendmentDue))
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

    void countIncident(ActionId action) {
        jdbc.sql("""
                        UPDATE gateway.session
                        SET incidents = incidents + 1
                        WHERE session = (SELECT a.session FROM gateway.action a WHERE a.action = :action)
                        """).param("action", action.value()).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
