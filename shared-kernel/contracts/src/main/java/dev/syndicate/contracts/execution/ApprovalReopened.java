package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * People decide anew: their votes were older than the release of an integrity finding. What authority they had given is
 * gone, and its permits with it.
 *
 * @param round of votes that now counts
 * @param expiresAt when it expires
 */
@Revision("1")
public record ApprovalReopened(ActionId action, ApprovalId approval, int round, Instant expiresAt, Instant occurredAt)
        implements ActionEvent {

    public ApprovalReopened {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
