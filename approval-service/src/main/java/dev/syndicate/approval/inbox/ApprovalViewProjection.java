package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.approval.AmendmentRefused;
import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEscalated;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.id.ActionId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the views. The position in the stream is kept in the same transaction, so each event counts exactly once. */
@Component
@ProcessingGroup(InboxConfiguration.VIEW)
class ApprovalViewProjection {

    private final JdbcClient jdbc;
    private final Documents documents;
    private final ApprovalViews views;
    private final VoteRows votes;

    ApprovalViewProjection(JdbcClient jdbc, Documents documents, ApprovalViews views, VoteRows votes) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.views = views;
        this.votes = votes;
    }

    @EventHandler
    void on(
            ApprovalEvent event,
            @SequenceNumber long position,
            @MessageIdentifier String id,
            @MetaDataValue(PreparedSynopsis.KEY) @Nullable PreparedSynopsis synopsis) {
        if (event instanceof ApprovalRequested requested) {
            open(
                    requested,
                    Objects.requireNonNull(synopsis, "A request comes with its synopsis")
                            .orThrow());
        } else {
            keep(event, position);
        }
        switch (event) {
            case VoteCast cast -> vote(cast, position, id);
            case VoteRefused refused -> votes.refused(refused, position, id);
            case RoundOpened opened -> reopen(opened);
            case ApprovalGranted _,
                    ApprovalDenied _,
                    ApprovalExpired _,
                    ApprovalWithdrawn _,
                    ApprovalAmended _,
                    ApprovalSuperseded _ -> end(event, Ending.in(event).orElseThrow());
            case ApprovalRequested _,
                    AmendmentRefused _,
                    StandingGranted _,
                    StandingGrantRevoked _,
                    ApprovalCommented _ -> {}
            case ApprovalEscalated _, ApprovalRequirementChanged _ -> askAnew(event);
        }
        signal(event);
    }

    /** Whatever was granted is used up: nobody has to vote on it again. */
    @EventHandler
    void on(ExecutionGranted event) {
        spend(event.action());
    }

    @EventHandler
    void on(ActionWithdrawn event) {
        spend(event.action());
    }

    @ResetHandler
    void rebuild() {
        votes.clear();
        jdbc.sql("DELETE FROM event_view").update();
        jdbc.sql("DELETE FROM approval_view").update();
    }

    private void open(ApprovalRequested requested, Synopsis synopsis) {
        Listing listing = Listing.of(requested, synopsis, documents);
        jdbc.sql("""
                        INSERT INTO approval_view
                            (approval, action, workspace, state, requester, risk, request, synopsis, requested_at,
                             expires_at, session, kind, tier, rule, repository, requester_name, asked, words, amenders)
                        VALUES
                            (:approval, :action, :workspace, 'open', :requester, :risk, :request, :synopsis, :requested,
                             :expires, :session, :kind, :tier, :rule, :repository, :name, :asked, :words, :amenders)
                        """)
                .param("approval", requested.approval().value())
                .param("action", requested.action().value())
                .param("workspace", requested.workspace().value())
                .param("requester", Requester.key(requested.requester().accountable()))
                .param("risk", requested.decision().risk().ordinal())
                .param("request", documents.write(requested))
                .param("synopsis", documents.write(synopsis))
                .param("requested", utc(requested.occurredAt()))
                .param("expires", utc(requested.expiresAt()))
                .param("session", requested.session().value())
                .param("kind", requested.summary().kind().wireName())
                .param("tier", requested.enforcementTier().name())
                .param("rule", listing.rule())
                .param("repository", listing.repository())
                .param("name", listing.requesterName())
                .param("asked", listing.asked())
                .param("words", listing.words())
                .param("amenders", amenders(requested))
                .update();
    }

    private static String[] amenders(ApprovalRequested requested) {
        Amendment amendment = requested.amendment();
        return amendment == null
                ? new String[0]
                : amendment.amenders().stream().map(Requester::key).toArray(String[]::new);
    }

    private void keep(ApprovalEvent event, long position) {
        jdbc.sql("""
                        INSERT INTO event_view (approval, position, type, document)
                        VALUES (:approval, :position, :type, :document)
                        """)
                .param("approval", event.approval().value())
                .param("position", position)
                .param("type", EventTypes.nameOf(event))
                .param("document", documents.write(event))
                .update();
    }

    private void vote(VoteCast cast, long position, String event) {
        votes.cast(cast, position, event);
        jdbc.sql("""
                        UPDATE approval_view
                        SET oldest_vote_at = coalesce(oldest_vote_at, :at)
                        WHERE approval = :approval
                        """)
                .param("at", utc(cast.occurredAt()))
                .param("approval", cast.approval().value())
                .update();
    }

    private void reopen(RoundOpened opened) {
        votes.begin(opened);
        jdbc.sql("""
                        UPDATE approval_view
                        SET state = 'open', ended_at = NULL, expires_at = :expires, oldest_vote_at = NULL
                        WHERE approval = :approval
                        """)
                .param("expires", utc(opened.expiresAt()))
                .param("approval", opened.approval().value())
                .update();
    }

    /** Other people are asked from here on. */
    private void askAnew(ApprovalEvent event) {
        views.find(event.approval())
                .ifPresent(view -> jdbc.sql("UPDATE approval_view SET asked = :asked WHERE approval = :approval")
                        .param("asked", Listing.asked(view.history(), event.occurredAt(), documents))
                        .param("approval", event.approval().value())
                        .update());
    }

    private void spend(ActionId action) {
        jdbc.sql("UPDATE approval_view SET spent = true WHERE action = :action")
                .param("action", action.value())
                .update();
    }

    /** Heard by every replica once this transaction is committed. */
    private void signal(ApprovalEvent event) {
        jdbc.sql(
                        "SELECT pg_notify(:channel, a.approval || ' ' || a.workspace) FROM approval_view a WHERE approval = :approval")
                .param("channel", ApprovalSignal.CHANNEL)
                .param("approval", event.approval().value())
                .query((_, _) -> true)
                .list();
    }

    private void end(ApprovalEvent event, Ending ending) {
        jdbc.sql("""
                        UPDATE approval_view
                        SET state = :state, ended_at = :at
                        WHERE approval = :approval
                        """)
                .param("approval", event.approval().value())
                .param("state", ending.state().wireName())
                .param("at", utc(ending.at()))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
