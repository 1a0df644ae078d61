package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.ReevaluateApproval;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.policy.PolicyQuestions;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.KnownSessions;
import dev.syndicate.platform.command.CommandProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks policy again about actions that wait for people, and tells approval-service, until both have answered. */
@Component
class Rejudging {

    private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);
    private static final int BATCH = 50;

    private final JdbcRejudgements rejudgements;
    private final ActionHistories histories;
    private final Actions actions;
    private final KnownSessions sessions;
    private final PolicyQuestions policy;
    private final CommandGateway commands;
    private final ActionSettings settings;
    private final Clock clock;

    Rejudging(
            JdbcRejudgements rejudgements,
            ActionHistories histories,
            Actions actions,
            KnownSessions sessions,
            PolicyQuestions policy,
            CommandGateway commands,
            ActionSettings settings,
            Clock clock) {
        this.rejudgements = rejudgements;
        this.histories = histories;
        this.actions = actions;
        this.sessions = sessions;
        this.policy = policy;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${syndicate.gateway.due-work.every:1s}")
    void judgeDue() {
        Instant now = clock.instant();
        Instant next = now.plus(settings.resendAfter()).truncatedTo(ChronoUnit.MICROS);
        rejudgements.take(now, next, BATCH).forEach(action -> judge(action, next));
    }

    private void judge(ActionId action, Instant taken) {
        try {
            if (isJudged(action)) {
                rejudgements.done(action, taken);
            }
        } catch (CommandProblemException unanswered) {
            LOG.warn(
                    "Action {} is judged again later: {}",
                    action,
                    unanswered.type().slug());
        } catch (RuntimeException failed) {
            LOG.error("Action {} cannot be judged under the policy in force", action, failed);
        }
    }

    /** Whether approval-service knows what the version in force says, or nobody has to know. */
    private boolean isJudged(ActionId action) {
        ActionState state = histories.find(action).orElseThrow();
        ApprovalAwaited awaited = state.awaited();
        if (awaited == null || state.phase() != ActionPhase.AWAITING_APPROVAL) {
            return true;
        }
        AgentSession session = sessions.find(state.proposed().session()).orElseThrow();
        Decision now = policy.decide(actions.content(action), session);
        boolean judged = now.policyVersion() != null;
        if (judged) {
            commands.sendAndWait(new ReevaluateApproval(awaited.approval(), now));
        }
        return judged;
    }
}
