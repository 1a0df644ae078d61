package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ActionAmended;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.action.ActionView.AmendmentView;
import dev.syndicate.gateway.action.ActionView.ApprovalView;
import dev.syndicate.gateway.action.ActionView.AwaitedSet;
import dev.syndicate.gateway.action.ActionView.DecisionView;
import dev.syndicate.gateway.action.ActionView.DenialView;
import dev.syndicate.gateway.action.ActionView.ExecutionView;
import dev.syndicate.gateway.action.ActionView.PermitView;
import dev.syndicate.gateway.action.ActionView.RefusalView;
import dev.syndicate.gateway.action.ActionView.SuccessorView;
import dev.syndicate.gateway.permit.Permits;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows actions to their session. Permits are signed when they are shown: none is stored. */
@Component
class ActionViews {

    private final Permits permits;
    private final ActionSettings settings;
    private final Clock clock;

    ActionViews(Permits permits, ActionSettings settings, Clock clock) {
        this.permits = permits;
        this.settings = settings;
        this.clock = clock;
    }

    ActionView view(ActionState state) {
        ActionProposed proposed = state.proposed();
        ActionAuthorised authorised = state.authorised();
        return new ActionView(
                proposed.action(),
                proposed.session(),
                state.phase(),
                proposed.summary().tool(),
                proposed.summary().kind(),
                proposed.summary().targets(),
                proposed.intentDigest(),
                proposed.actionDigest(),
                decision(state.decision()),
                approval(state.awaited(), state.decision()),
                authorised == null ? null : authorised.authority(),
                permit(state).orElse(null),
                execution(state),
                denial(state.denied()),
                refusal(state.execution().refused()),
                amended(state.amended()),
                amendment(proposed.amendment()),
                proposed.occurredAt());
    }

    private Optional<PermitView> permit(ActionState state) {
        if (state.phase() != ActionPhase.AUTHORISED) {
            return Optional.empty();
        }
        return state.permits().usable().stream()
                .reduce((_, newer) -> newer)
                .filter(permit -> permit.expiresAt().isAfter(clock.instant()))
                .flatMap(permit -> signed(permit, state.proposed()));
    }

    private Optional<PermitView> signed(PermitIssued permit, ActionProposed proposed) {
        return permits.sign(permit, proposed.principal()).map(text -> new PermitView(text, permit.expiresAt()));
    }

    private @Nullable ApprovalView approval(@Nullable ApprovalAwaited awaited, Decision decision) {
        ApprovalRequirement asked = decision.approval();
        return awaited == null
                ? null
                : new ApprovalView(
                        awaited.approval(),
                        settings.consoleLink(awaited.approval()),
                        awaited.expiresAt(),
                        asked == null
                                ? List.of()
                                : asked.sets().stream().map(AwaitedSet::of).toList());
    }

    private static DecisionView decision(Decision decision) {
        return new DecisionView(
                decision.effect(),
                decision.policyVersion(),
                decision.rule(),
                decision.reason(),
                decision.risk(),
                decision.trustTier());
    }

    private static @Nullable ExecutionView execution(ActionState state) {
        ExecutionIntended intended = state.execution().intended();
        OutcomeReported reported = state.execution().reported();
        return intended == null
                ? null
                : new ExecutionView(
                        intended.execution(),
                        state.execution().isGranted(intended.execution()),
                        reported == null ? null : reported.outcome().status());
    }

    private static @Nullable DenialView denial(@Nullable ActionDenied denied) {
        return denied == null
                ? null
                : new DenialView(
                        denied.by(),
                        Optional.ofNullable(denied.reviewer())
                                .map(person -> person.name())
                                .orElse(null),
                        denied.reason());
    }

    private static @Nullable SuccessorView amended(@Nullable ActionAmended amended) {
        return amended == null
                ? null
                : new SuccessorView(
                        amended.amended().action(),
                        amended.amended().intentDigest(),
                        amended.by().name());
    }

    private static @Nullable AmendmentView amendment(@Nullable Amendment amendment) {
        return amendment == null
                ? null
                : new AmendmentView(
                        amendment.of(),
                        amendment.intentDigest(),
                        amendment.amenders().stream().map(Person::name).toList());
    }

    private static @Nullable RefusalView refusal(@Nullable ExecutionRefused refused) {
        return refused == null
                ? null
                : new RefusalView(
                        refused.reason(), refused.detail(), refused.approvedIntent(), refused.presentedIntent());
    }
}
