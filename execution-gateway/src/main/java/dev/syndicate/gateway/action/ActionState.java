package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionEvent;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.policy.Decision;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events of one action add up to, for its rules and for its readers alike. */
@SuppressWarnings("NullAway.Init") // Every stream begins with ActionProposed and ActionEvaluated.
final class ActionState {

    private ActionProposed proposed;
    private Decision decision;
    private @Nullable ApprovalAwaited awaited;
    private @Nullable ActionAuthorised authorised;
    private @Nullable ActionDenied denied;
    private @Nullable ActionWithdrawn withdrawn;
    private @Nullable ActionExpired expired;
    private @Nullable ExecutionIntended intended;
    private @Nullable ExecutionGranted granted;
    private @Nullable ExecutionRefused refused;
    private @Nullable OutcomeReported reported;
    private @Nullable OutcomeUnknown unknown;
    private @Nullable ExecutionDiverged diverged;
    private final Map<PermitId, PermitIssued> permits = new LinkedHashMap<>();
    private final Set<PermitId> spent = new HashSet<>();
    private final Set<PermitId> revoked = new HashSet<>();

    void evolve(ActionEvent event) {
        switch (event) {
            case ActionProposed it -> proposed = it;
            // Lookups keep it; no rule of an action asks.
            case ParametersCommitted _ -> {}
            // A second evaluation happens at execution; the decision that authorised stays the first.
            case ActionEvaluated it -> decision = decision == null ? it.decision() : decision;
            case ApprovalAwaited it -> awaited = it;
            case ActionAuthorised it -> authorised = it;
            case ActionDenied it -> denied = it;
            case ActionWithdrawn it -> withdrawn = it;
            case ActionExpired it -> expired = it;
            case PermitIssued it -> permits.put(it.permit(), it);
            case PermitRevoked it -> revoked.add(it.permit());
            case ExecutionIntended it -> intend(it);
            case ExecutionGranted it -> granted = it;
            case ExecutionRefused it -> refuse(it);
            case OutcomeReported it -> reported = it;
            case OutcomeUnknown it -> unknown = it;
            case ExecutionDiverged it -> diverged = it;
        }
    }

    private void intend(ExecutionIntended event) {
        intended = event;
        spent.add(event.permit());
    }

    private void refuse(ExecutionRefused event) {
        refused = event;
        if (intended != null && intended.execution().equals(event.execution())) {
            intended = null;
        }
    }

    /** Whether there is such an action at all. */
    boolean isKnown() {
        return proposed != null;
    }

    ActionProposed proposed() {
        return proposed;
    }

    Decision decision() {
        return decision;
    }

    @Nullable
    ApprovalAwaited awaited() {
        return awaited;
    }

    @Nullable
    ActionAuthorised authorised() {
        return authorised;
    }

    @Nullable
    ActionDenied denied() {
        return denied;
    }

    @Nullable
    ActionWithdrawn withdrawn() {
        return withdrawn;
    }

    @Nullable
    ExecutionIntended intended() {
        return intended;
    }

    @Nullable
    ExecutionGranted granted() {
        return granted;
    }

    @Nullable
    ExecutionRefused refused() {
        return refused;
    }

    @Nullable
    OutcomeReported reported() {
        return reported;
    }

    Optional<PermitIssued> permit(PermitId permit) {
        return Optional.ofNullable(permits.get(permit));
    }

    /** The newest permit that could still be presented, by everything but the clock. */
    Optional<PermitIssued> usablePermit() {
        return permits.values().stream()
                .filter(permit -> !spent.contains(permit.permit()) && !revoked.contains(permit.permit()))
                .reduce((_, newer) -> newer);
    }

    boolean isRevoked(PermitId permit) {
        return revoked.contains(permit);
    }

    boolean isSpent(PermitId permit) {
        return spent.contains(permit);
    }

    boolean isIntended(ExecutionId execution) {
        return intended != null && intended.execution().equals(execution);
    }

    boolean isGranted(ExecutionId execution) {
        return isIntended(execution) && granted != null && granted.execution().equals(execution);
    }

    /** Whether the execution was granted and neither reported on nor closed since. */
    boolean isExecuting(ExecutionId execution) {
        return isGranted(execution) && phase() == ActionPhase.EXECUTING;
    }

    /** Whether the execution waits for its seal. */
    boolean isSealing(ExecutionId execution) {
        return isIntended(execution) && !isGranted(execution) && unknown == null;
    }

    boolean isClosedAsUnknown() {
        return unknown != null;
    }

    ActionPhase phase() {
        if (reported != null) {
            return outcomePhase(reported);
        }
        if (unknown != null) {
            return ActionPhase.OUTCOME_UNKNOWN;
        }
        if (intended != null) {
            return isGranted(intended.execution()) ? ActionPhase.EXECUTING : ActionPhase.SEALING;
        }
        return phaseBeforeExecution();
    }

    private ActionPhase outcomePhase(OutcomeReported outcome) {
        if (diverged != null) {
            return ActionPhase.DIVERGED;
        }
        return outcome.outcome().status() == OutcomeStatus.SUCCEEDED ? ActionPhase.EXECUTED : ActionPhase.FAILED;
    }

    private ActionPhase phaseBeforeExecution() {
        if (denied != null) {
            return ActionPhase.DENIED;
        }
        if (withdrawn != null) {
            return ActionPhase.WITHDRAWN;
        }
        if (expired != null) {
            return ActionPhase.EXPIRED;
        }
        return authorised != null ? ActionPhase.AUTHORISED : ActionPhase.AWAITING_APPROVAL;
    }
}
