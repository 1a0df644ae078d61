package dev.syndicate.approval.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.postgres.TestDatabase;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Appends what execution-gateway would, as its login may. */
final class GatewayEvents {

    private final TestDatabase database;
    private final Identifiers identifiers;
    private final Clock clock;

    GatewayEvents(TestDatabase database, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    void opened(ProposedAction action) {
        RequestApproval request = request(action);
        append(
                "Session",
                request.session().toString(),
                0,
                new SessionOpened(
                        request.session(),
                        request.requester(),
                        request.workspace(),
                        request.agent(),
                        request.enforcementTier(),
                        null,
                        Digest.of(new byte[0]),
                        now().plusSeconds(3600),
                        now()));
    }

    void seen(ProposedAction action, String host, FailMode failMode) {
        append(
                "Session",
                action.session().toString(),
                1,
                new InstallationSeen(
                        action.session(), host, "2.1.330", request(action).enforcementTier(), failMode, now()));
    }

    void proposed(ProposedAction action) {
        action.storeIn(TestContents.of(database, ConsoleStage.KEYS));
        RequestApproval request = request(action);
        append(
                "Action",
                request.action().toString(),
                0,
                new ActionProposed(
                        request.action(),
                        request.session(),
                        request.workspace(),
                        request.requester(),
                        request.agent(),
                        request.enforcementTier(),
                        null,
                        null,
                        request.summary(),
                        request.content(),
                        request.intentDigest(),
                        request.actionDigest(),
                        null,
                        now()));
    }

    void evaluated(ProposedAction action) {
        append("Action", action.id().toString(), 1, new ActionEvaluated(action.id(), action.decision(), now()));
    }

    void denied(ProposedAction action, String reason) {
        append("Action", action.id().toString(), 1, new ActionDenied(action.id(), Denier.POLICY, reason, null, now()));
    }

    void executed(ProposedAction action) {
        reported(action, 1, new ExecutionId(identifiers.next()));
    }

    /** Intended with this authority, and executed. */
    void executed(ProposedAction action, Authority authority) {
        ExecutionId execution = new ExecutionId(identifiers.next());
        RequestApproval request = request(action);
        append(
                "Action",
                action.id().toString(),
                1,
                new ExecutionIntended(
                        action.id(),
                        execution,
                        new PermitId(identifiers.next()),
                        action.session(),
                        request.intentDigest(),
                        request.intentDigest(),
                        request.actionDigest(),
                        authority.policyVersion(),
                        authority.policyVersion(),
                        authority,
                        now()));
        reported(action, 2, execution);
    }

    private void reported(ProposedAction action, long sequence, ExecutionId execution) {
        Outcome outcome = new Outcome(OutcomeStatus.SUCCEEDED, 0, null, null, List.of());
        append(
                "Action",
                action.id().toString(),
                sequence,
                new OutcomeReported(action.id(), execution, outcome, false, now()));
    }

    void refused(ProposedAction action, RefusalReason reason) {
        append(
                "Action",
                action.id().toString(),
                1,
                new ExecutionRefused(action.id(), null, null, reason, "It is another file now.", null, null, now()));
    }

    private RequestApproval request(ProposedAction action) {
        return action.request(new ApprovalId(identifiers.next()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void append(String type, String aggregate, long sequence, DomainEvent event) {
        try {
            JdbcClient.create(database.dataSource("execution_gateway"))
                    .sql("""
                            INSERT INTO eventstore.domain_event
                                (event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision,
                                 payload, metadata, occurred_at)
                            VALUES (:event, :aggregateType, :aggregate, :sequence, :type, :revision, :payload, '{}'::bytea, :at)
                            """)
                    .param("event", UUID.randomUUID())
                    .param("aggregateType", type)
                    .param("aggregate", aggregate)
                    .param("sequence", sequence)
                    .param("type", event.getClass().getName())
                    .param(
                            "revision",
                            event.getClass().getAnnotation(Revision.class).value())
                    .param("payload", EventFormat.mapper().writeValueAsBytes(event))
                    .param("at", Timestamp.from(now()))
                    .update();
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
