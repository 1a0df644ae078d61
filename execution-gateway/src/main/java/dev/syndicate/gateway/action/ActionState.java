package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionAmended;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionEvent;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ApprovalReopened;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the events of one action add up to, for its rules and for its readers alike. */
@SuppressWarnings("NullAway.Init") // Every stream begins with ActionProposed and ActionEvaluated.
final class ActionState {

    private ActionProposed proposed;
    private Decision decision;
    private @Nullable ApprovalAwaited awaited;
    private int round = 1;
    private @Nullable ActionAuthorised authorised;
    private @Nullable ActionDenied denied;
    private @Nullable ActionWithdrawn withdrawn;
    private @Nullable ActionExpired expired;
    private @Nullable ActionAmended amended;
    private final IssuedPermits permits = new IssuedPermits();
    private final ExecutionState execution = new ExecutionState();

    void evolve(ActionEvent event) {
        switch (event) {
            case ActionProposed it -> proposed = it;
            // Lookups keep it; no rule of an action asks.
            case ParametersCommitted _ -> {}
            // A second evaluation happens at execution; the decision that authorised stays the first.
            case ActionEvaluated it -> decision = decision == null ? it.decision() : decision;
            case ApprovalAwaited it -> awaited = it;
            case ApprovalReopened it -> reopen(it);
            case ActionAuthorised it -> authorised = it;
            case ActionDenied it -> denied = it;
            case ActionWithdrawn it -> withdrawn = it;
            case ActionExpired it -> expired = it;
            case ActionAmended it -> amended = it;
            case PermitIssued it -> permits.add(it);
            case PermitRevoked it -> permits.revoke(it);
            case ExecutionIntended it -> intend(it);
            case ExecutionGranted it -> execution.grant(it);
            case ExecutionRefused it -> execution.refuse(it);
            case OutcomeReported it -> execution.report(it);
            case OutcomeUnknown it -> execution.close(it);
            case ExecutionDiverged it -> execution.diverge(it);
        }
    }

    private void reopen(ApprovalReopened event) {
        round = event.round();
        authorised = null;
        permits.lapse();
    }

    private void intend(ExecutionIntended event) {
        execution.intend(event);
        permits.spend(event);
    }

    /** Whether there is such an action at all. */
    boolean isKnown() {
        return proposed != null;
    }

    ActionId action() {
        return proposed.action();
    }

    ActionProposed proposed() {
        return proposed;
    }

    /** What policy said when the action was proposed. */
    Decision decision() {
        return decision;
    }

    PolicyVersion decidedUnder() {
        return Decided.under(decision);
    }

    /** The intent that is judged, approved and compared with what is about to run. */
    IntentDigest approvedIntent() {
        return proposed.intentDigest();
    }

    @Nullable
    ApprovalAwaited awaited() {
        return awaited;
    }

    Optional<ApprovalId> approval() {
        return Optional.ofNullable(awaited).map(ApprovalAwaited::approval);
    }

    /** The round of votes that counts. */
    int round() {
        return round;
    }

    @Nullable
    ActionAuthorised authorised() {
        return authorised;
    }

    /** Who authorised an action that is authorised. */
    Authority authority() {
        return Objects.requireNonNull(authorised, "An authorised action").authority();
    }

    /** When an action was authorised that is authorised. */
    Instant authorisedAt() {
        return Objects.requireNonNull(authorised, "An authorised action").occurredAt();
    }

    /** The approval of the people who authorised it, be it for this very action or for standing. */
    Optional<ApprovalId> approvalBehind() {
        return authority() instanceof Authority.OfPeople people ? Optional.of(people.approval()) : Optional.empty();
    }

    /** The standing grant under which it is authorised: then nobody was asked about this very action. */
    Optional<Authority.OfPeople> standing() {
        return awaited == null && authority() instanceof Authority.OfPeople people
                ? Optional.of(people)
                : Optional.empty();
    }

    @Nullable
    ActionDenied denied() {
        return denied;
    }

    /** What a reviewer made of it. */
    @Nullable
    ActionAmended amended() {
        return amended;
    }

    /** Whether a reviewer made it out of this one. */
    boolean amends(ActionId original) {
        Amendment amendment = proposed.amendment();
        return amendment != null && amendment.of().equals(original);
    }

    /** Whether people decide on it in this approval. */
    boolean isAwaiting(ApprovalId approval) {
        return phase() == ActionPhase.AWAITING_APPROVAL
                && approval().filter(approval::equals).isPresent();
    }

    @Nullable
    ActionWithdrawn withdrawn() {
        return withdrawn;
    }

    IssuedPermits permits() {
        return permits;
    }

    ExecutionState execution() {
        return execution;
    }

    ActionPhase phase() {
        return execution.phase().orElseGet(this::phaseBeforeExecution);
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
        if (amended != null) {
            return ActionPhase.AMENDED;
        }
        if (authorised == null) {
            return ActionPhase.AWAITING_APPROVAL;
        }
        return permits.areRevoked() ? ActionPhase.REVOKED : ActionPhase.AUTHORISED;
    }
}
