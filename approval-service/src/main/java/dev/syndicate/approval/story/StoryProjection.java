package dev.syndicate.approval.story;

import dev.syndicate.approval.inbox.ApprovalSignal;
import dev.syndicate.approval.inbox.Documents;
import dev.syndicate.approval.inbox.Requester;
import dev.syndicate.approval.story.Standing.Kind;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.SecretKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what sessions do. Of an action's content only the reference is kept: a page reads what it shows. */
@Component
@ProcessingGroup("session-story")
class StoryProjection {

    private final JdbcClient jdbc;
    private final Documents documents;

    StoryProjection(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    @EventHandler
    void on(SessionOpened opened) {
        jdbc.sql("""
                        INSERT INTO session_view (session, workspace, requester, opened, actions, opened_at, last_at)
                        VALUES (:session, :workspace, :requester, :opened, 0, :at, :at)
                        """)
                .param("session", opened.session().value())
                .param("workspace", opened.workspace().value())
                .param("requester", Requester.key(opened.principal().accountable()))
                .param("opened", documents.write(opened))
                .param("at", utc(opened.occurredAt()))
                .update();
    }

    @EventHandler
    void on(InstallationSeen seen) {
        jdbc.sql("UPDATE session_view SET installation = :installation WHERE session = :session")
                .param("session", seen.session().value())
                .param("installation", documents.write(seen))
                .update();
    }

    @EventHandler
    void on(ActionProposed proposed) {
        jdbc.sql("""
                        WITH action AS (
                            INSERT INTO action_view (action, session, proposed, standing, proposed_at)
                            VALUES (:action, :session, :proposed, :standing, :at))
                        UPDATE session_view SET actions = actions + 1, last_at = :at WHERE session = :session
                        """)
                .param("action", proposed.action().value())
                .param("session", proposed.session().value())
                .param("proposed", documents.write(proposed))
                .param("standing", documents.write(new Standing(Kind.PROPOSED, "", proposed.occurredAt())))
                .param("at", utc(proposed.occurredAt()))
                .update();
    }

    /** As it was first judged: that is how people were shown it. */
    @EventHandler
    void on(ActionEvaluated evaluated) {
        ApprovalRequirement requirement = evaluated.decision().approval();
        Masks masks = requirement == null ? Masks.NONE : requirement.masked();
        jdbc.sql("UPDATE action_view SET masks = :masks WHERE action = :action AND masks IS NULL")
                .param("masks", masks.kinds().stream().map(SecretKind::wireName).toArray(String[]::new))
                .param("action", evaluated.action().value())
                .update();
    }

    @EventHandler
    void on(ApprovalAwaited awaited) {
        stands(awaited.action(), Kind.AWAITED, "", awaited.occurredAt());
    }

    @EventHandler
    void on(ActionAuthorised authorised) {
        stands(authorised.action(), Kind.AUTHORISED, "", authorised.occurredAt());
    }

    @EventHandler
    void on(ActionDenied denied) {
        Kind kind = denied.by() == Denier.POLICY ? Kind.DENIED_BY_POLICY : Kind.DENIED_BY_REVIEWER;
        stands(denied.action(), kind, denied.reason(), denied.occurredAt());
    }

    @EventHandler
    void on(ActionExpired expired) {
        stands(expired.action(), Kind.EXPIRED, "", expired.occurredAt());
    }

    @EventHandler
    void on(ActionWithdrawn withdrawn) {
        stands(withdrawn.action(), Kind.WITHDRAWN, withdrawn.reason(), withdrawn.occurredAt());
    }

    @EventHandler
    void on(ExecutionIntended intended) {
        stands(intended.action(), Kind.INTENDED, "", intended.occurredAt());
    }

    @EventHandler
    void on(ExecutionGranted granted) {
        stands(granted.action(), Kind.RUNNING, "", granted.occurredAt());
    }

    @EventHandler
    void on(ExecutionRefused refused) {
        stands(refused.action(), Kind.REFUSED, refused.reason().wireName(), refused.occurredAt());
    }

    @EventHandler
    void on(ExecutionDiverged diverged) {
        stands(diverged.action(), Kind.DIVERGED, diverged.observedIntent().toString(), diverged.occurredAt());
    }

    @EventHandler
    void on(OutcomeReported reported) {
        Integer exit = reported.outcome().exitCode();
        Kind kind = reported.outcome().status() == OutcomeStatus.SUCCEEDED ? Kind.EXECUTED : Kind.FAILED;
        stands(reported.action(), kind, exit == null ? "" : "exit " + exit, reported.occurredAt());
    }

    @EventHandler
    void on(OutcomeUnknown unknown) {
        stands(unknown.action(), Kind.UNKNOWN, "", unknown.occurredAt());
    }

    @ResetHandler
    void rebuild() {
        jdbc.sql("DELETE FROM action_view").update();
        jdbc.sql("DELETE FROM session_view").update();
    }

    /**
     * A divergence is not covered up by the outcome that comes with it. Pages of the requests about the action show it once
     * this transaction is committed: what is still open says nothing of its action; that it has ended is a signal of its own.
     */
    private void stands(ActionId action, Kind kind, String detail, Instant at) {
        byte[] diverged = documents.write(Kind.DIVERGED);
        jdbc.sql("""
                        WITH story AS (
                            UPDATE action_view SET standing = :standing
                            WHERE action = :action AND position(:diverged IN standing) = 0)
                        SELECT pg_notify(:channel, v.approval || ' ' || v.workspace || ' action')
                        FROM approval_view v
                        WHERE v.action = :action AND v.state <> 'open'
                        """)
                .param("action", action.value())
                .param("standing", documents.write(new Standing(kind, detail, at)))
                .param("diverged", diverged)
                .param("channel", ApprovalSignal.CHANNEL)
                .query((_, _) -> true)
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
