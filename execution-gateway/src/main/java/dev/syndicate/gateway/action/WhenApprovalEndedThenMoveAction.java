package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.gateway.permit.Permits;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What people decided, as approval-service recorded it: the database vouches that nobody else did. The position in the
 * stream moves in the same transaction, so that each outcome has its effect once.
 */
@Component
@ProcessingGroup("approval-outcomes")
class WhenApprovalEndedThenMoveAction {

    private static final Logger LOG = LoggerFactory.getLogger(WhenApprovalEndedThenMoveAction.class);

    private final CommandGateway commands;
    private final JdbcActions actions;
    private final Amendments amendments;
    private final Permits permits;
    private final Clock clock;

    WhenApprovalEndedThenMoveAction(
            CommandGateway commands, JdbcActions actions, Amendments amendments, Permits permits, Clock clock) {
        this.commands = commands;
        this.actions = actions;
        this.amendments = amendments;
        this.permits = permits;
        this.clock = clock;
    }

    @EventHandler
    void on(ApprovalGranted event) {
        if (isOurs(event.action())) {
            commands.sendAndWait(new AuthoriseByPeople(
                    event.action(),
                    event.approval(),
                    event.decidedRound(),
                    event.intentDigest(),
                    event.approvers(),
                    permits.terms(),
                    clock.instant()));
        }
    }

    @EventHandler
    void on(ApprovalDenied event) {
        if (isOurs(event.action())) {
            commands.sendAndWait(new DenyAction(
                    event.action(), event.approval(), Denier.REVIEWER, event.reason(), event.by(), clock.instant()));
        }
    }

    @EventHandler
    void on(ApprovalSuperseded event) {
        if (isOurs(event.action())) {
            String reason = "Policy version %s took the place of %s: %s"
                    .formatted(event.inForce(), event.decidedUnder(), event.reason());
            commands.sendAndWait(
                    new DenyAction(event.action(), event.approval(), Denier.POLICY, reason, null, clock.instant()));
        }
    }

    @EventHandler
    void on(RoundOpened event) {
        if (isOurs(event.action())) {
            commands.sendAndWait(new AwaitFreshVotes(
                    event.action(), event.approval(), event.round(), event.expiresAt(), clock.instant()));
        }
    }

    @EventHandler
    void on(ApprovalExpired event) {
        if (isOurs(event.action())) {
            commands.sendAndWait(new ExpireAction(event.action(), event.approval(), clock.instant()));
        }
    }

    /** What takes the action's place is judged once this is committed: policy is never asked inside a transaction. */
    @EventHandler
    void on(ApprovalAmended event) {
        if (isOurs(event.action())) {
            commands.sendAndWait(new AmendAction(
                    event.action(),
                    event.approval(),
                    event.intentDigest(),
                    event.amended(),
                    event.by(),
                    clock.instant()));
            CurrentUnitOfWork.get().afterCommit(_ -> amendments.judgeSoon(event.action()));
        }
    }

    /** A command to something unknown would fail for ever, and with it everything behind it. */
    private boolean isOurs(ActionId action) {
        boolean known = actions.exists(action);
        if (!known) {
            LOG.error("An approval ended for action {}, which is not known here", action);
        }
        return known;
    }
}
