package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/** A standing grant was taken back: nothing is executed under it any more. */
@Revision("1")
public record StandingGrantRevoked(ApprovalId approval, ActionId action, Person by, String reason, Instant occurredAt)
        implements ApprovalEvent {

    public StandingGrantRevoked {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
