package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.ReevaluateApproval;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
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

/**
 * Asks policy again about actions that wait for people, and tells approval-service, until both have answered. After a
 * release; and once when a gateway starts: one that died may have told of an older release last, and has not looked again.
 */
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

    /** Looks for what is due follow each other: no two are at it at once. */
    private boolean started;

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
        lookOnceOverAllThatWait(now);
        rejudgements.take(now, next, BATCH).forEach(action -> judge(action, next));
    }

    private void lookOnceOverAllThatWait(Instant now) {
        if (!started) {
            rejudgements.addAllAwaiting(now);
            started = true;
        }
    }

    private void judge(ActionId action, Instant taken) {
        try {
            if (isJudged(action)) {
                rejudgements.done(action, taken);
            } else {
                rejudgements.keep(action, taken);
            }
        } catch (CommandProblemException unanswered) {
            rejudgements.keep(action, taken);
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
        return isTold(awaited.approval(), policy.decide(actions.content(action), session), session.workspace());
    }

    /**
     * What a version said is sent while it is in force and not later. That it still is afterwards is asked, too: what
     * arrives behind the answer of another gateway, which was asked under a later release, takes that one's place.
     */
    private boolean isTold(ApprovalId approval, Decision now, WorkspaceId workspace) {
        if (!isInForce(now, workspace)) {
            return false;
        }
        commands.sendAndWait(new ReevaluateApproval(approval, now));
        return isInForce(now, workspace);
    }

    private boolean isInForce(Decision decision, WorkspaceId workspace) {
        PolicyVersion version = decision.policyVersion();
        return version != null && rejudgements.isInForce(version, workspace);
    }
}
