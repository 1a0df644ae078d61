package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ActionAmended;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ApprovalReopened;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.execution.PermitRevoked;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Keeps actions findable and due work listed, in the transaction of the event itself. */
@Component
@ProcessingGroup("gateway-lookups")
class ActionProjection {

    private final JdbcActions actions;
    private final JdbcIntents intents;
    private final JdbcGrants grants;
    private final ActionSettings settings;

    ActionProjection(JdbcActions actions, JdbcIntents intents, JdbcGrants grants, ActionSettings settings) {
        this.actions = actions;
        this.intents = intents;
        this.grants = grants;
        this.settings = settings;
    }

    @EventHandler
    void on(ActionProposed event) {
        actions.insert(event);
    }

    @EventHandler
    void on(ParametersCommitted event) {
        actions.commit(event);
    }

    @EventHandler
    void on(ApprovalAwaited event) {
        actions.await(event, event.occurredAt().plus(settings.resendAfter()));
    }

    @EventHandler
    void on(ApprovalReopened event) {
        actions.move(event.action(), ActionPhase.AWAITING_APPROVAL);
    }

    @EventHandler
    void on(ActionAuthorised event) {
        actions.authorise(event);
    }

    @EventHandler
    void on(PermitRevoked event) {
        actions.move(event.action(), ActionPhase.REVOKED);
    }

    @EventHandler
    void on(ActionDenied event) {
        actions.move(event.action(), ActionPhase.DENIED);
    }

    @EventHandler
    void on(ActionExpired event) {
        actions.move(event.action(), ActionPhase.EXPIRED);
    }

    @EventHandler
    void on(ActionAmended event) {
        actions.amend(event.action(), event.occurredAt().plus(settings.resendAfter()));
    }

    @EventHandler
    void on(ActionWithdrawn event) {
        actions.withdraw(event.action(), event.occurredAt().plus(settings.resendAfter()));
    }

    @EventHandler
    void on(ExecutionIntended event, @MessageIdentifier String eventId) {
        intents.intend(event, UUID.fromString(eventId), event.occurredAt().plus(settings.grantDeadline()));
    }

    @EventHandler
    void on(ExecutionGranted event) {
        intents.setDeadline(event.execution(), event.occurredAt().plus(settings.outcomeDeadline()));
    }

    @EventHandler
    void on(ExecutionRefused event) {
        if (event.execution() != null) {
            intents.free(event.action(), event.execution());
            grants.free(event.execution(), event.reason(), event.occurredAt());
        }
    }

    @EventHandler
    void on(OutcomeReported event) {
        intents.clearDeadline(event.execution());
    }

    @EventHandler
    void on(OutcomeUnknown event) {
        intents.clearDeadline(event.execution());
    }

    @EventHandler
    void on(ExecutionDiverged event) {
        actions.countIncident(event.action());
    }
}
