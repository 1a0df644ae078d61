package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.platform.command.CommandProblemException;
import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks approval-service, and takes requests back. That something has to be sent was recorded with the event that calls
 * for it; it is struck off only once approval-service has answered. So a request is sent at least once, whichever gateway
 * dies when, and approval-service takes the same one as often as it comes.
 */
@Component
class ApprovalRequests {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalRequests.class);

    /** After its expiry, a request that approval-service never confirmed: its own clock and queue get that much. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** Refusals that say something about the moment and nothing about the request. */
    private static final Set<ProblemType> PASSING =
            Set.of(PlatformProblems.CONFLICT, PlatformProblems.COMMAND_NOT_ALLOWED, PlatformProblems.COMMAND_UNKNOWN);

    private final CommandGateway commands;
    private final ActionCommands ownCommands;
    private final ActionHistories histories;
    private final JdbcDueWork due;
    private final Clock clock;

    ApprovalRequests(
            CommandGateway commands,
            ActionCommands ownCommands,
            ActionHistories histories,
            JdbcDueWork due,
            Clock clock) {
        this.commands = commands;
        this.ownCommands = ownCommands;
        this.histories = histories;
        this.due = due;
        this.clock = clock;
    }

    /** Sends the request if it is still called for. Never throws for want of an answer: it is due again later. */
    void request(ActionId action) {
        ActionState state = histories.find(action).orElseThrow();
        ApprovalAwaited awaited = state.awaited();
        if (awaited == null || state.phase() != ActionPhase.AWAITING_APPROVAL) {
            due.requested(action);
        } else if (clock.instant().isAfter(awaited.expiresAt().plus(GRACE))) {
            ownCommands.send(action, new ExpireAction(action, awaited.approval(), clock.instant()));
        } else {
            send(request(state, awaited), action);
        }
    }

    private void send(RequestApproval request, ActionId action) {
        try {
            commands.sendAndWait(request);
            due.requested(action);
        } catch (CommandRefusedException refused) {
            refused(request, refused);
        } catch (CommandProblemException unanswered) {
            LOG.warn(
                    "Approval {} is not requested yet: {}",
                    request.approval(),
                    unanswered.type().slug());
        }
    }

    private void refused(RequestApproval request, CommandRefusedException refused) {
        LOG.warn(
                "Approval {} is refused: {}", request.approval(), refused.type().slug());
        if (!PASSING.contains(refused.type())) {
            ownCommands.send(
                    request.action(),
                    new DenyAction(
                            request.action(),
                            request.approval(),
                            Denier.POLICY,
                            "Nobody can approve this: " + refused.detail(),
                            null,
                            clock.instant()));
        }
    }

    private static RequestApproval request(ActionState state, ApprovalAwaited awaited) {
        ActionProposed proposed = state.proposed();
        return new RequestApproval(
                awaited.approval(),
                proposed.action(),
                proposed.session(),
                proposed.workspace(),
                proposed.principal(),
                proposed.agent(),
                proposed.enforcementTier(),
                proposed.summary(),
                proposed.content(),
                proposed.intentDigest(),
                proposed.actionDigest(),
                state.decision(),
                proposed.amendment(),
                awaited.expiresAt());
    }

    /** Tells approval-service that the action was withdrawn, if it had been asked. */
    void withdraw(ActionId action) {
        ActionState state = histories.find(action).orElseThrow();
        ApprovalAwaited awaited = state.awaited();
        ActionWithdrawn withdrawn = state.withdrawn();
        if (awaited == null || withdrawn == null) {
            due.withdrawn(action);
            return;
        }
        try {
            // It may never have heard of the request; a withdrawal of something unknown would be refused.
            commands.sendAndWait(request(state, awaited));
            commands.sendAndWait(new WithdrawApproval(awaited.approval(), withdrawn.by(), withdrawn.reason()));
            due.withdrawn(action);
        } catch (CommandProblemException unanswered) {
            giveUpAfter(awaited.expiresAt(), action, unanswered);
        }
    }

    private void giveUpAfter(Instant expiry, ActionId action, CommandProblemException unanswered) {
        LOG.warn(
                "The withdrawal of action {} is not known to approval-service: {}",
                action,
                unanswered.type().slug());
        if (clock.instant().isAfter(expiry.plus(GRACE))) {
            due.withdrawn(action);
        }
    }
}
