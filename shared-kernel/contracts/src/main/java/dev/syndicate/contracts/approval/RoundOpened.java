package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * The votes so far no longer count: an integrity finding was found and released after they were given, so people vote
 * again. An approval that was granted and not used is open again.
 *
 * @param round the new one; the first is 1
 * @param clearSince when the finding was released: votes of before it do not count
 * @param expiresAt when the new round expires
 */
@Revision("1")
public record RoundOpened(
        ApprovalId approval, ActionId action, int round, Instant clearSince, Instant expiresAt, Instant occurredAt)
        implements ApprovalEvent {

    public RoundOpened {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(clearSince, "clearSince");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
