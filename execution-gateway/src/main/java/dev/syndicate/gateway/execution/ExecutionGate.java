package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.permit.Permit;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.action.ActionCommands;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.action.GrantExecution;
import dev.syndicate.gateway.action.IntendExecution;
import dev.syndicate.gateway.action.IntentAnswer;
import dev.syndicate.gateway.action.RecordRefusal;
import dev.syndicate.gateway.action.RefuseExecution;
import dev.syndicate.gateway.execution.RecordedIntents.RecordedIntent;
import dev.syndicate.gateway.execution.Seals.Seal;
import dev.syndicate.gateway.permit.Permits;
import dev.syndicate.gateway.policy.PolicyQuestions;
import dev.syndicate.gateway.session.AgentSession;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one way to execute: consume the permit by recording the intent, have the intent sealed, and only then grant.
 *
 * <p>Killed before the intent is committed, nothing happened. Killed after it, the permit is spent and nothing runs: a
 * persistent deadline closes the execution as outcome unknown, and a closed execution is never granted. Killed after the
 * grant is committed but before it is answered, nothing runs either, because nobody was told; the deadline says so.
 */
@Component
public class ExecutionGate {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionGate.class);

    /** How often policy may move under one request before the answer is no. */
    private static final int EVALUATIONS = 3;

    private final Actions actions;
    private final ActionCommands commands;
    private final Permits permits;
    private final PolicyQuestions policy;
    private final Seals seals;
    private final JdbcExecutions executions;
    private final RecordedIntents intents;
    private final FreshVotes freshVotes;
    private final Clock clock;
    private final MeterRegistry metrics;

    ExecutionGate(
            Actions actions,
            ActionCommands commands,
            Permits permits,
            PolicyQuestions policy,
            Seals seals,
            JdbcExecutions executions,
            RecordedIntents intents,
            FreshVotes freshVotes,
            Clock clock,
            MeterRegistry metrics) {
        this.actions = actions;
        this.commands = commands;
        this.permits = permits;
        this.policy = policy;
        this.seals = seals;
        this.executions = executions;
        this.intents = intents;
        this.freshVotes = freshVotes;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Asks leave to run this action under this permit.
     *
     * @param plain what is about to run, as the coding tool sends it; its digest is computed here and compared
     * @param id what the execution is called; sent again with the same one, the answer is about the same execution
     */
    public GateAnswer execute(AgentSession caller, String permit, CanonicalAction plain, ExecutionId id) {
        return execute(caller, present(caller, permit, plain), id);
    }

    /** Reads what is presented. Ends the request where it is no permit of ours. */
    Presented present(AgentSession caller, String permit, CanonicalAction plain) {
        Permit known = permits.verify(permit);
        return new Presented(known, actions.comparable(caller, known.action(), plain));
    }

    GateAnswer execute(AgentSession caller, Presented presented, ExecutionId id) {
        Timer.Sample sample = Timer.start(metrics);
        ActionId action = presented.permit().action();
        IntendExecution intent = new IntendExecution(
                action,
                id,
                presented.permit().id(),
                caller,
                presented.action().intentDigest(),
                presented.action().actionDigest(),
                null,
                clock.instant());
        // Whoever comes for the same action meanwhile waits, so that refusing them never delays the grant.
        GateAnswer answer = commands.inLine(action, () -> answer(intent, intend(intent, presented.action())));
        measure(sample, answer);
        return answer;
    }

    private IntentAnswer intend(IntendExecution first, CanonicalAction presented) {
        IntendExecution intent = first;
        IntentAnswer answer = commands.send(intent.action(), intent);
        for (int i = 1; i <= EVALUATIONS && answer instanceof IntentAnswer.PolicyMoved; i++) {
            Decision now = policy.decide(presented, intent.caller());
            if (now.policyVersion() == null) {
                return answer;
            }
            intent = intent.under(now, clock.instant());
            answer = commands.send(intent.action(), intent);
        }
        return answer;
    }

    private GateAnswer answer(IntendExecution intent, IntentAnswer answer) {
        return switch (answer) {
            case IntentAnswer.Intended _ -> sealAndGrant(intent);
            case IntentAnswer.GrantedBefore _ -> grantedBefore(intent);
            case IntentAnswer.IntendedBefore _ ->
                refuse(intent, RefusalReason.SEAL_UNAVAILABLE, "The gateway stopped before the intent was sealed");
            case IntentAnswer.PolicyMoved _ -> refuseUnjudged(intent);
            case IntentAnswer.Refused refused ->
                new GateAnswer.Refused(
                        intent.action(),
                        refused.reason(),
                        refused.detail(),
                        refused.approvedIntent(),
                        refused.presentedIntent());
        };
    }

    private GateAnswer sealAndGrant(IntendExecution intent) {
        RecordedIntent recorded = intents.of(intent.action(), intent.execution());
        return switch (seals.seal(recorded.event())) {
            case Seal.Sealed sealed -> grantIfStillClear(intent, recorded.authority(), sealed.receipt());
            case Seal.Unsealed unsealed -> refuse(intent, unsealed.reason(), unsealed.detail());
        };
    }

    /** What people approved before a finding was released has to be approved again; policy may be looked up again any time. */
    private GateAnswer grantIfStillClear(IntendExecution intent, Authority authority, Receipt receipt) {
        if (intents.holdsSince(authority, receipt.clearSince())) {
            return grant(intent, receipt);
        }
        GateAnswer refused = refuse(
                intent,
                RefusalReason.INTEGRITY_NOT_CLEAR,
                "It was approved before an integrity finding was released: people are asked for a fresh vote");
        freshVotes.ask(authority, receipt.clearSince());
        return refused;
    }

    private GateAnswer grant(IntendExecution intent, Receipt receipt) {
        SealReceipt sealed = new SealReceipt(
                receipt.log().toString(),
                receipt.epoch(),
                receipt.sequence(),
                receipt.leaf().digest());
        GrantExecution.Answer answer = commands.send(
                intent.action(), new GrantExecution(intent.action(), intent.execution(), sealed, clock.instant()));
        return switch (answer) {
            case GRANTED -> {
                LOG.info("Execution {} of action {} granted", intent.execution(), intent.action());
                yield new GateAnswer.Granted(intent.action(), intent.execution(), sealed, receipt);
            }
            case REVOKED ->
                refusal(intent, RefusalReason.PERMIT_REVOKED, "Operators revoked it while it waited for its seal");
            case CLOSED ->
                refusal(intent, RefusalReason.SEAL_UNAVAILABLE, "The execution was closed before it was sealed");
        };
    }

    /** The same request again, after its answer was lost: the same answer, as far as it is on record. */
    private GateAnswer grantedBefore(IntendExecution intent) {
        SealReceipt sealed = executions.grantOf(intent.action()).orElseThrow();
        return new GateAnswer.Granted(intent.action(), intent.execution(), sealed, null);
    }

    private GateAnswer refuse(IntendExecution intent, RefusalReason reason, String detail) {
        commands.send(
                intent.action(),
                new RefuseExecution(intent.action(), intent.execution(), reason, detail, clock.instant()));
        return refusal(intent, reason, detail);
    }

    /** Nothing is consumed yet: the permit can be presented again once policy can be asked. */
    private GateAnswer refuseUnjudged(IntendExecution intent) {
        String detail = "The active policy has changed and policy-service could not judge the action under it";
        commands.send(
                intent.action(),
                new RecordRefusal(
                        intent.action(),
                        intent.permit(),
                        RefusalReason.POLICY_UNAVAILABLE,
                        detail,
                        intent.presentedIntent(),
                        clock.instant()));
        return refusal(intent, RefusalReason.POLICY_UNAVAILABLE, detail);
    }

    private static GateAnswer refusal(IntendExecution intent, RefusalReason reason, String detail) {
        return new GateAnswer.Refused(
                intent.action(), reason, detail, intent.presentedIntent(), intent.presentedIntent());
    }

    private void measure(Timer.Sample sample, GateAnswer answer) {
        String outcome = switch (answer) {
            case GateAnswer.Granted _ -> "granted";
            case GateAnswer.Refused refused -> refused.reason().wireName();
        };
        Counter.builder("syndicate.gateway.executions")
                .description("Answers of the execution gate, by outcome")
                .tag("outcome", outcome)
                .register(metrics)
                .increment();
        sample.stop(Timer.builder("syndicate.gateway.gate")
                .description("How long the execution gate took")
                .tag("granted", String.valueOf(answer instanceof GateAnswer.Granted))
                .publishPercentileHistogram()
                .register(metrics));
    }
}
