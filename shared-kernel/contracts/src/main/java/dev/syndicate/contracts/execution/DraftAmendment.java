package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the canonical action out of one that awaits approval and of other parameters, and keeps its bytes. Nothing is
 * recorded and nothing judged yet: that follows from {@code ApprovalAmended}. Answered with an {@link AmendedAction}. Safe
 * to send again.
 *
 * @param amendedBy the id of the new action
 * @param parameters its parameters: one JSON object as text
 * @param targets what it acts on, where its adapter cannot tell from the parameters; absent otherwise
 */
@HomeService("execution-gateway")
@CallableBy("approval-service")
public record DraftAmendment(
        ActionId action,
        ApprovalId approval,
        ActionId amendedBy,
        String parameters,
        @Nullable List<String> targets) {

    public DraftAmendment {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(amendedBy, "amendedBy");
        Objects.requireNonNull(parameters, "parameters");
        targets = targets == null ? null : List.copyOf(targets);
    }
}
