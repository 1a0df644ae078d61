package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.approval.AmendmentRefused;
import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the views. The position in the stream is kept in the same transaction, so each event counts exactly once. */
@Component
@ProcessingGroup("approval-view")
class ApprovalViewProjection {

    private final JdbcClient jdbc;
    private final Documents documents;
    private final Synopses synopses;

    ApprovalViewProjection(JdbcClient jdbc, Documents documents, Synopses synopses) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.synopses = synopses;
    }

    @EventHandler
    void on(ApprovalEvent event, @SequenceNumber long position) {
        switch (event) {
            case ApprovalRequested requested -> open(requested);
            case VoteCast cast -> vote(cast, position);
            case VoteRefused refused -> refusedVote(refused, position);
            // A page shows who may amend, not who tried; standing grants have a list of their own.
            case AmendmentRefused _, StandingGranted _, StandingGrantRevoked _ -> {}
            case ApprovalGranted _, ApprovalDenied _, ApprovalExpired _, ApprovalWithdrawn _, ApprovalAmended _ ->
                end(event, Ending.in(event).orElseThrow());
        }
    }

    @ResetHandler
    void rebuild() {
        jdbc.sql("DELETE FROM vote_view").update();
        jdbc.sql("DELETE FROM approval_view").update();
    }

    private void open(ApprovalRequested requested) {
        jdbc.sql("""
                        INSERT INTO approval_view
                            (approval, workspace, state, requester, risk, request, synopsis, requested_at, expires_at)
                        VALUES
                            (:approval, :workspace, 'open', :requester, :risk, :request, :synopsis, :requested, :expires)
                        """)
                .param("approval", requested.approval().value())
                .param("workspace", requested.workspace().value())
                .param("requester", Requester.key(requested.requester().accountable()))
                .param("risk", requested.decision().risk().ordinal())
                .param("request", documents.write(requested))
                .param("synopsis", documents.write(synopses.of(requested)))
                .param("requested", utc(requested.occurredAt()))
                .param("expires", utc(requested.expiresAt()))
                .update();
    }

    private void vote(VoteCast cast, long position) {
        jdbc.sql("""
                        INSERT INTO vote_view (approval, position, counted, vote, document)
                        VALUES (:approval, :position, true, :vote, :document)
                        """)
                .param("approval", cast.approval().value())
                .param("position", position)
                .param("vote", cast.vote().value())
                .param("document", documents.write(cast))
                .update();
    }

    private void refusedVote(VoteRefused refused, long position) {
        jdbc.sql("""
                        INSERT INTO vote_view (approval, position, counted, document)
                        VALUES (:approval, :position, false, :document)
                        """)
                .param("approval", refused.approval().value())
                .param("position", position)
                .param("document", documents.write(refused))
                .update();
    }

    private void end(ApprovalEvent event, Ending ending) {
        jdbc.sql("""
                        UPDATE approval_view
                        SET state = :state, ending = :ending, ended_at = :at
                        WHERE approval = :approval
                        """)
                .param("approval", event.approval().value())
                .param("state", ending.state().wireName())
                .param("ending", documents.write(ending))
                .param("at", utc(ending.at()))
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
