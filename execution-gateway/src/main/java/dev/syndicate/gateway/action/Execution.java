package dev.syndicate.gateway.action;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.gateway.action.IntentRules.Objection;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;

/** The use of an action's permits, and what came of it. */
final class Execution {

    private final ActionState state;

    Execution(ActionState state) {
        this.state = state;
    }

    @CommandHandler
    void recordRefusal(RecordRefusal command) {
        refuse(
                command.permit(),
                new Objection(command.reason(), command.detail()),
                command.presented(),
                command.occurredAt());
    }

    @CommandHandler
    IntentAnswer intend(IntendExecution command, Fences fences, RecordedVotes votes, GrantUses grants) {
        // Only while it is open: what was closed or reported is never granted again, whoever asks and with whatever
        // key.
        if (state.execution().isExecuting(command.execution())) {
            return new IntentAnswer.GrantedBefore(command.execution());
        }
        if (state.execution().isSealing(command.execution())) {
            return new IntentAnswer.IntendedBefore(command.execution());
        }
        Optional<Objection> objection = IntentRules.objection(state, command);
        return objection.isPresent() ? refused(command, objection.get()) : intendBehind(fences, votes, grants, command);
    }

    private IntentAnswer intendBehind(Fences fences, RecordedVotes votes, GrantUses grants, IntendExecution command) {
        Fence fence = fences.hold(state.proposed().workspace(), command.caller().session(), command.occurredAt());
        Optional<Objection> objection = IntentRules.objection(fence, state.authorisedAt());
        if (objection.isPresent()) {
            return refused(command, objection.get());
        }
        PolicyVersion active = fence.activePolicy();
        if (active == null || !active.equals(evaluatedUnder(command))) {
            return new IntentAnswer.PolicyMoved(active);
        }
        Optional<Objection> superseded = reEvaluated(command, votes);
        if (superseded.isPresent()) {
            return refused(command, superseded.get());
        }
        return state.standing()
                .map(standing -> intendUnder(standing, grants, fence, active, command))
                .orElseGet(() -> intended(command, active, state.authority()));
    }

    /** Records what policy says now, and objects where that no longer grants it. */
    private Optional<Objection> reEvaluated(IntendExecution command, RecordedVotes votes) {
        Decision now = command.reEvaluation();
        if (now == null) {
            return Optional.empty();
        }
        apply(new ActionEvaluated(state.action(), now, command.occurredAt()));
        // A standing grant was given under one version and ends with it.
        return isStillGranted(now, votes) && state.standing().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Objection(RefusalReason.POLICY_SUPERSEDED, "The policy in force no longer grants it"));
    }

    private IntentAnswer intendUnder(
            Authority.OfPeople standing, GrantUses grants, Fence fence, PolicyVersion active, IntendExecution command) {
        return switch (grants.take(
                standing.approval(), state.action(), command.execution(), fence, command.occurredAt())) {
            case GrantUses.Use.Taken taken -> intended(command, active, standing.used(taken.number()));
            case GrantUses.Use.Refused no -> refused(command, no.objection());
        };
    }

    private IntentAnswer intended(IntendExecution command, PolicyVersion active, Authority authority) {
        apply(new ExecutionIntended(
                state.action(),
                command.execution(),
                command.permit(),
                command.caller().session(),
                state.approvedIntent(),
                command.presentedIntent(),
                command.presentedAction(),
                state.decidedUnder(),
                active,
                authority,
                command.occurredAt()));
        return new IntentAnswer.Intended(command.execution());
    }

    private boolean isStillGranted(Decision now, RecordedVotes votes) {
        return switch (now.effect()) {
            case ALLOW -> true;
            case DENY -> false;
            case REQUIRE_APPROVAL ->
                state.approval()
                        .map(approval -> ThresholdsMet.of(
                                Decided.requirement(now),
                                votes.of(approval, Decided.requirement(state.decision())),
                                state.approvedIntent()))
                        .orElse(false);
        };
    }

    private IntentAnswer refused(IntendExecution command, Objection objection) {
        refuse(command.permit(), objection, command.presentedIntent(), command.occurredAt());
        return new IntentAnswer.Refused(
                objection.reason(), objection.detail(), state.approvedIntent(), command.presentedIntent());
    }

    private void refuse(@Nullable PermitId permit, Objection objection, IntentDigest presented, Instant now) {
        apply(new ExecutionRefused(
                state.action(),
                null,
                permit,
                objection.reason(),
                objection.detail(),
                state.approvedIntent(),
                presented,
                now));
    }

    @CommandHandler
    GrantExecution.Answer grant(GrantExecution command) {
        if (!state.execution().isSealing(command.execution())) {
            return GrantExecution.Answer.CLOSED;
        }
        if (state.permits().areRevoked()) {
            refuse(new RefuseExecution(
                    state.action(),
                    command.execution(),
                    RefusalReason.PERMIT_REVOKED,
                    "It was revoked while it waited for its seal",
                    command.occurredAt()));
            return GrantExecution.Answer.REVOKED;
        }
        apply(new ExecutionGranted(state.action(), command.execution(), command.receipt(), command.occurredAt()));
        return GrantExecution.Answer.GRANTED;
    }

    @CommandHandler
    void refuse(RefuseExecution command) {
        ExecutionIntended intended = state.execution().intended();
        if (intended != null && state.execution().isSealing(command.execution())) {
            apply(new ExecutionRefused(
                    state.action(),
                    command.execution(),
                    intended.permit(),
                    command.reason(),
                    command.detail(),
                    intended.approvedIntent(),
                    intended.presentedIntent(),
                    command.occurredAt()));
        }
    }

    @CommandHandler
    void closeAsUnknown(CloseAsUnknown command) {
        if (state.execution().isOpen(command.execution())) {
            apply(new OutcomeUnknown(state.action(), command.execution(), command.occurredAt()));
        }
    }

    @CommandHandler
    ReportOutcome.Answer report(ReportOutcome command) {
        if (!state.execution().isGranted(command.execution())) {
            return ReportOutcome.Answer.NOT_GRANTED;
        }
        OutcomeReported before = state.execution().reported();
        if (before != null) {
            return before.outcome().equals(command.outcome()) ? answerTo(before) : ReportOutcome.Answer.CONTRADICTS;
        }
        OutcomeReported reported = new OutcomeReported(
                state.action(),
                command.execution(),
                command.outcome(),
                state.execution().isClosedAsUnknown(),
                command.occurredAt());
        apply(reported);
        recordDivergence(command);
        return answerTo(reported);
    }

    private void recordDivergence(ReportOutcome command) {
        IntentDigest observed = command.outcome().observedIntent();
        if (observed != null && !observed.equals(state.approvedIntent())) {
            apply(new ExecutionDiverged(
                    state.action(), command.execution(), state.approvedIntent(), observed, command.occurredAt()));
        }
    }

    private ReportOutcome.Answer answerTo(OutcomeReported reported) {
        if (state.phase() == ActionPhase.DIVERGED) {
            return ReportOutcome.Answer.DIVERGED;
        }
        return reported.late() ? ReportOutcome.Answer.RECORDED_LATE : ReportOutcome.Answer.RECORDED;
    }

    private PolicyVersion evaluatedUnder(IntendExecution command) {
        Decision now = command.reEvaluation();
        return now == null ? state.decidedUnder() : Decided.under(now);
    }
}
