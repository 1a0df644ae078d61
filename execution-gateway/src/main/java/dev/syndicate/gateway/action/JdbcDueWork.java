package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What still has to be done about actions, whichever gateway wrote it down. */
@Component
class JdbcDueWork {

    private final JdbcClient jdbc;

    JdbcDueWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** approval-service has the request: nobody needs to send it again. */
    void requested(ActionId action) {
        jdbc.sql("UPDATE gateway.action SET request_due_at = NULL WHERE action = :action")
                .param("action", action.value())
                .update();
    }

    /** What the action was amended to is on record, or never will be. */
    void amendmentProposed(ActionId action) {
        jdbc.sql("UPDATE gateway.action SET amendment_due_at = NULL WHERE action = :action")
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

    /** Takes some of the actions whose amendment is not judged yet. */
    List<ActionId> takeDueAmendments(Instant now, Instant next, int limit) {
        return take("amendment_due_at", now, next, limit);
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
