package dev.syndicate.gateway.action;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionEvent;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.gateway.action.IntentRules.Objection;
import dev.syndicate.gateway.permit.PermitTerms;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One action, from its proposal to how it ended. The place of {@link ExecutionIntended} in its stream is the consumption
 * of the permit: the event store takes each place once.
 */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon creates it empty and replays its events.
final class Action {

    @AggregateIdentifier
    private ActionId id;

    private final ActionState state = new ActionState();

    Action() {}

    /** Not a constructor: inside one Axon would apply the events only after it, and the later ones build on the first. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void propose(ProposeAction command) {
        apply(new ActionProposed(
                command.action(),
                command.session().session(),
                command.session().workspace(),
                command.session().principal(),
                command.session().agent(),
                command.session().enforcementTier(),
                command.callId(),
                command.summary(),
                command.content(),
                command.intentDigest(),
                command.actionDigest(),
                command.occurredAt()));
        commit(command);
        apply(new ActionEvaluated(command.action(), command.decision(), command.occurredAt()));
        decide(command, command.decision());
    }

    private void commit(ProposeAction command) {
        ProposeAction.Committed committed = command.committed();
        if (committed != null) {
            apply(new ParametersCommitted(
                    command.action(),
                    committed.under().list(),
                    committed.places(),
                    committed.under().key(),
                    committed.values(),
                    command.occurredAt()));
        }
    }

    private void decide(ProposeAction command, Decision decision) {
        switch (decision.effect()) {
            case ALLOW -> authorise(byPolicy(decision), command.permit(), command.occurredAt());
            case REQUIRE_APPROVAL ->
                apply(new ApprovalAwaited(
                        id,
                        command.approval(),
                        command.occurredAt().plus(requirement(decision).expiresAfter()),
                        command.occurredAt()));
            case DENY -> apply(new ActionDenied(id, Denier.POLICY, decision.reason(), null, command.occurredAt()));
        }
    }

    private void authorise(Authority authority, PermitTerms terms, Instant now) {
        apply(new ActionAuthorised(id, authority, approvedIntent(), now));
        issue(terms, now);
    }

    private void issue(PermitTerms terms, Instant now) {
        ActionProposed proposed = state.proposed();
        apply(new PermitIssued(
                id,
                terms.permit(),
                proposed.session(),
                proposed.intentDigest(),
                authority().policyVersion(),
                approval().orElse(null),
                terms.keyId(),
                terms.expiresAt(),
                now));
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
    void authoriseByPeople(AuthoriseByPeople command) {
        if (isAwaiting(command.approval()) && countsAsApproval(command)) {
            Authority people = new Authority.OfPeople(command.approval(), command.approvers(), decidedUnder());
            authorise(people, command.permit(), command.occurredAt());
        }
    }

    /** approval-service sees to both; a grant that fails either is none. */
    private boolean countsAsApproval(AuthoriseByPeople command) {
        return command.intentDigest().equals(approvedIntent())
                && !command.approvers().isEmpty()
                && command.approvers().stream().noneMatch(state.proposed().principal()::isAnsweredForBy);
    }

    @CommandHandler
    void deny(DenyAction command) {
        if (isAwaiting(command.approval())) {
            apply(new ActionDenied(id, command.by(), command.reason(), command.reviewer(), command.occurredAt()));
        }
    }

    @CommandHandler
    void expire(ExpireAction command) {
        if (isAwaiting(command.approval())) {
            apply(new ActionExpired(id, command.occurredAt()));
        }
    }

    @CommandHandler
    boolean withdraw(WithdrawAction command) {
        return switch (state.phase()) {
            case WITHDRAWN -> true;
            case AWAITING_APPROVAL, AUTHORISED -> {
                apply(new ActionWithdrawn(id, command.by(), command.reason(), command.occurredAt()));
                yield true;
            }
            default -> false;
        };
    }

    @CommandHandler
    boolean issuePermit(IssuePermit command) {
        boolean stands = state.phase() == ActionPhase.AUTHORISED;
        if (stands) {
            issue(command.permit(), command.occurredAt());
        }
        return stands;
    }

    @CommandHandler
    IntentAnswer intend(IntendExecution command, Fences fences, RecordedVotes votes) {
        // Only while it is open: what was closed or reported is never granted again, whoever asks and with whatever
        // key.
        if (state.isExecuting(command.execution())) {
            return new IntentAnswer.GrantedBefore(command.execution());
        }
        if (state.isSealing(command.execution())) {
            return new IntentAnswer.IntendedBefore(command.execution());
        }
        Optional<Objection> objection = IntentRules.objection(state, command);
        return objection.isPresent() ? refused(command, objection.get()) : intendBehind(fences, votes, command);
    }

    private IntentAnswer intendBehind(Fences fences, RecordedVotes votes, IntendExecution command) {
        Fence fence = fences.hold(state.proposed().workspace(), command.caller().session(), command.occurredAt());
        PermitIssued permit = state.permit(command.permit()).orElseThrow();
        Optional<Objection> objection = IntentRules.objection(fence, permit);
        if (objection.isPresent()) {
            return refused(command, objection.get());
        }
        PolicyVersion active = fence.activePolicy();
        if (active == null || !active.equals(evaluatedUnder(command))) {
            return new IntentAnswer.PolicyMoved(active);
        }
        return intendUnder(active, votes, command);
    }

    private IntentAnswer intendUnder(PolicyVersion active, RecordedVotes votes, IntendExecution command) {
        Decision now = command.reEvaluation();
        if (now != null) {
            apply(new ActionEvaluated(id, now, command.occurredAt()));
            if (!isStillGranted(now, votes)) {
                return refused(
                        command,
                        new Objection(RefusalReason.POLICY_SUPERSEDED, "The policy in force no longer grants it"));
            }
        }
        apply(new ExecutionIntended(
                id,
                command.execution(),
                command.permit(),
                command.caller().session(),
                approvedIntent(),
                command.presentedIntent(),
                command.presentedAction(),
                decidedUnder(),
                active,
                authority(),
                command.occurredAt()));
        return new IntentAnswer.Intended(command.execution());
    }

    private boolean isStillGranted(Decision now, RecordedVotes votes) {
        return switch (now.effect()) {
            case ALLOW -> true;
            case DENY -> false;
            case REQUIRE_APPROVAL ->
                approval()
                        .map(approval -> ThresholdsMet.of(
                                requirement(now), requirement(state.decision()), votes.of(approval), approvedIntent()))
                        .orElse(false);
        };
    }

    private IntentAnswer refused(IntendExecution command, Objection objection) {
        refuse(command.permit(), objection, command.presentedIntent(), command.occurredAt());
        return new IntentAnswer.Refused(
                objection.reason(), objection.detail(), approvedIntent(), command.presentedIntent());
    }

    private void refuse(@Nullable PermitId permit, Objection objection, IntentDigest presented, Instant now) {
        apply(new ExecutionRefused(
                id, null, permit, objection.reason(), objection.detail(), approvedIntent(), presented, now));
    }

    @CommandHandler
    boolean grant(GrantExecution command) {
        boolean waits = state.isSealing(command.execution());
        if (waits) {
            apply(new ExecutionGranted(id, command.execution(), command.receipt(), command.occurredAt()));
        }
        return waits;
    }

    @CommandHandler
    void refuse(RefuseExecution command) {
        ExecutionIntended intended = state.intended();
        if (intended != null && state.isSealing(command.execution())) {
            apply(new ExecutionRefused(
                    id,
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
        boolean open = state.isIntended(command.execution()) && state.reported() == null && !state.isClosedAsUnknown();
        if (open) {
            apply(new OutcomeUnknown(id, command.execution(), command.occurredAt()));
        }
    }

    @CommandHandler
    ReportOutcome.Answer report(ReportOutcome command) {
        if (!state.isGranted(command.execution())) {
            return ReportOutcome.Answer.NOT_GRANTED;
        }
        OutcomeReported before = state.reported();
        if (before != null) {
            return before.outcome().equals(command.outcome()) ? answerTo(before) : ReportOutcome.Answer.CONTRADICTS;
        }
        OutcomeReported reported = new OutcomeReported(
                id, command.execution(), command.outcome(), state.isClosedAsUnknown(), command.occurredAt());
        apply(reported);
        recordDivergence(command);
        return answerTo(reported);
    }

    private void recordDivergence(ReportOutcome command) {
        IntentDigest observed = command.outcome().observedIntent();
        if (observed != null && !observed.equals(approvedIntent())) {
            apply(new ExecutionDiverged(id, command.execution(), approvedIntent(), observed, command.occurredAt()));
        }
    }

    private ReportOutcome.Answer answerTo(OutcomeReported reported) {
        if (state.phase() == ActionPhase.DIVERGED) {
            return ReportOutcome.Answer.DIVERGED;
        }
        return reported.late() ? ReportOutcome.Answer.RECORDED_LATE : ReportOutcome.Answer.RECORDED;
    }

    @EventSourcingHandler
    void on(ActionEvent event) {
        id = event.action();
        state.evolve(event);
    }

    private boolean isAwaiting(ApprovalId approval) {
        return state.phase() == ActionPhase.AWAITING_APPROVAL
                && approval().filter(approval::equals).isPresent();
    }

    private IntentDigest approvedIntent() {
        return state.proposed().intentDigest();
    }

    private Optional<ApprovalId> approval() {
        return Optional.ofNullable(state.awaited()).map(ApprovalAwaited::approval);
    }

    private Authority authority() {
        return Objects.requireNonNull(state.authorised(), "An authorised action")
                .authority();
    }

    private PolicyVersion decidedUnder() {
        return versionOf(state.decision());
    }

    private PolicyVersion evaluatedUnder(IntendExecution command) {
        Decision now = command.reEvaluation();
        return now == null ? decidedUnder() : versionOf(now);
    }

    private static PolicyVersion versionOf(Decision decision) {
        return Objects.requireNonNull(decision.policyVersion(), "A decision under a version");
    }

    private static ApprovalRequirement requirement(Decision decision) {
        return Objects.requireNonNull(decision.approval(), "A decision that requires approval");
    }

    private static Authority byPolicy(Decision decision) {
        return new Authority.OfPolicy(
                versionOf(decision),
                Objects.requireNonNull(decision.rule(), "A decision by a rule"),
                Objects.requireNonNull(decision.author(), "A decision with an author"),
                Objects.requireNonNull(decision.releaser(), "A decision with a releaser"));
    }
}
