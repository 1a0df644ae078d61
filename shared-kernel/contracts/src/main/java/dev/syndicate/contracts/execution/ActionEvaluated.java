package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.policy.Decision;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Policy was asked, and this is what it said; also again at execution, when the active version had changed.
 */
@Revision("3")
public record ActionEvaluated(ActionId action, Decision decision, Instant occurredAt) implements ActionEvent {

    public ActionEvaluated {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
