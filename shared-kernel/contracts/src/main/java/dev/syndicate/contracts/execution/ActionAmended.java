package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A reviewer changed the action's parameters: another action takes its place and is judged anew. Nothing ran.
 *
 * @param by the reviewer, as approval-service verified them
 */
@Revision("1")
public record ActionAmended(ActionId action, ApprovalId approval, AmendedAction amended, Person by, Instant occurredAt)
        implements ActionEvent {

    public ActionAmended {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(amended, "amended");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
