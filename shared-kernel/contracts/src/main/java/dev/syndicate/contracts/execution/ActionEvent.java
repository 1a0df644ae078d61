package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.id.ActionId;

/**
 * The events of one action, one stream each; execution-gateway alone appends them.
 */
public sealed interface ActionEvent extends DomainEvent
        permits ActionAmended,
                ActionAuthorised,
                ActionDenied,
                ActionEvaluated,
                ActionExpired,
                ActionProposed,
                ActionWithdrawn,
                ApprovalAwaited,
                ApprovalReopened,
                ExecutionDiverged,
                ExecutionGranted,
                ExecutionIntended,
                ExecutionRefused,
                OutcomeReported,
                OutcomeUnknown,
                ParametersCommitted,
                PermitIssued,
                PermitRevoked {

    ActionId action();
}
