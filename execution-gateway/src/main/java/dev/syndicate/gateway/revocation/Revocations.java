package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.gateway.action.ActionRevocations;
import dev.syndicate.gateway.request.Races;
import dev.syndicate.gateway.session.SessionEndings;
import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes back and holds up, as far as the operator's workspaces reach. What holds everywhere is any operator's. */
@Component
class Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final Duration PATIENCE = Duration.ofHours(24);

    /** How often another operator, or the intents before it, may be faster. */
    private static final int ATTEMPTS = 20;

    private final CommandGateway commands;
    private final ActionRevocations actions;
    private final SessionEndings sessions;
    private final Clock clock;

    Revocations(CommandGateway commands, ActionRevocations actions, SessionEndings sessions, Clock clock) {
        this.commands = commands;
        this.actions = actions;
        this.sessions = sessions;
        this.clock = clock;
    }

    void revoke(AuthenticatedPerson operator, ActionId action, String reason) {
        requireVisible(operator, actions.workspaceOf(action));
        if (!actions.revoke(action, operator.person(), reason)) {
            throw new ProblemException(
                    RevocationProblems.NOTHING_TO_REVOKE, "It is not authorised, or it was executed already");
        }
        LOG.info("Permits of action {} revoked", action);
    }

    void revoke(AuthenticatedPerson operator, SessionId session, String reason) {
        requireVisible(operator, sessions.workspaceOf(session));
        sessions.end(session, operator.person(), reason);
        LOG.info("Session {} revoked", session);
    }

    /** For others than the workspace's own operators it does not exist. */
    private static void requireVisible(AuthenticatedPerson operator, Optional<WorkspaceId> workspace) {
        if (workspace.filter(operator::isMemberOf).isEmpty()) {
            throw new ProblemException(PlatformProblems.NOT_FOUND, "There is no such thing in your workspaces");
        }
    }

    void revoke(AuthenticatedPerson operator, Reach reach, String reason) {
        requireWithin(operator, reach);
        send(new RevokeAllPermits(reach.stream(), reach, operator.person(), reason, now()));
        LOG.info("All permits of {} revoked", reach);
    }

    void suspend(AuthenticatedPerson operator, Reach reach, String reason) {
        requireWithin(operator, reach);
        send(new SuspendExecutions(reach.stream(), reach, operator.person(), reason, now()));
        LOG.info("Executions of {} suspended", reach);
    }

    ResumeExecutions.Answer resume(AuthenticatedPerson operator, Reach reach, String reason) {
        requireWithin(operator, reach);
        ResumeExecutions.Answer answer =
                asked(new ResumeExecutions(reach.stream(), reach, operator.person(), reason, PATIENCE, now()));
        LOG.info("Executions of {}: {}", reach, answer.progress());
        return answer;
    }

    /** Where nobody ever did anything, nothing is suspended. */
    private ResumeExecutions.Answer asked(ResumeExecutions command) {
        try {
            return send(command);
        } catch (CommandRefusedException refused) {
            if (refused.type().equals(PlatformProblems.NOT_FOUND)) {
                throw new ProblemException(RevocationProblems.NOT_SUSPENDED, "Nobody ever suspended them");
            }
            throw refused;
        }
    }

    private static void requireWithin(AuthenticatedPerson operator, Reach reach) {
        WorkspaceId workspace = reach.workspace();
        if (workspace != null) {
            operator.requireMemberOf(workspace);
        }
    }

    private <R> R send(Object command) {
        return Races.untilNobodyWasFaster(commands, command, ATTEMPTS);
    }

    private Instant now() {
        return clock.instant();
    }
}
