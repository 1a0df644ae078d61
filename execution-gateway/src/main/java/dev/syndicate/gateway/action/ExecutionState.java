package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.id.ExecutionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the events of one action add up to from the use of a permit on. */
final class ExecutionState {

    private @Nullable ExecutionIntended intended;
    private @Nullable ExecutionGranted granted;
    private @Nullable ExecutionRefused refused;
    private @Nullable OutcomeReported reported;
    private @Nullable OutcomeUnknown unknown;
    private @Nullable ExecutionDiverged diverged;

    void intend(ExecutionIntended event) {
        intended = event;
    }

    void grant(ExecutionGranted event) {
        granted = event;
    }

    /** The authority stands: another permit can be used. */
    void refuse(ExecutionRefused event) {
        refused = event;
        if (intended != null && intended.execution().equals(event.execution())) {
            intended = null;
        }
    }

    void report(OutcomeReported event) {
        reported = event;
    }

    void close(OutcomeUnknown event) {
        unknown = event;
    }

    void diverge(ExecutionDiverged event) {
        diverged = event;
    }

    /** The intent that was not refused. */
    @Nullable
    ExecutionIntended intended() {
        return intended;
    }

    /** The last refused attempt. */
    @Nullable
    ExecutionRefused refused() {
        return refused;
    }

    @Nullable
    OutcomeReported reported() {
        return reported;
    }

    boolean isIntended(ExecutionId execution) {
        return intended != null && intended.execution().equals(execution);
    }

    boolean isGranted(ExecutionId execution) {
        return isIntended(execution) && granted != null && granted.execution().equals(execution);
    }

    /** Whether the execution was granted and neither reported on nor closed since. */
    boolean isExecuting(ExecutionId execution) {
        return isGranted(execution) && isOpen();
    }

    /** Whether the execution waits for its seal. */
    boolean isSealing(ExecutionId execution) {
        return isIntended(execution) && !isGranted(execution) && unknown == null;
    }

    /** Whether nobody has said yet what came of the execution, and no deadline closed it. */
    boolean isOpen(ExecutionId execution) {
        return isIntended(execution) && isOpen();
    }

    private boolean isOpen() {
        return reported == null && unknown == null;
    }

    boolean isClosedAsUnknown() {
        return unknown != null;
    }

    /** Where the execution stands; empty as long as there is none. */
    Optional<ActionPhase> phase() {
        if (reported != null) {
            return Optional.of(outcomePhase(reported));
        }
        if (unknown != null) {
            return Optional.of(ActionPhase.OUTCOME_UNKNOWN);
        }
        return Optional.ofNullable(intended)
                .map(intent -> isGranted(intent.execution()) ? ActionPhase.EXECUTING : ActionPhase.SEALING);
    }

    private ActionPhase outcomePhase(OutcomeReported outcome) {
        if (diverged != null) {
            return ActionPhase.DIVERGED;
        }
        return outcome.outcome().status() == OutcomeStatus.SUCCEEDED ? ActionPhase.EXECUTED : ActionPhase.FAILED;
    }
}
