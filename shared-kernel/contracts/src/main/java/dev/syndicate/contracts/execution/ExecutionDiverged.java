package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * What the host says it ran is not what was authorised: an incident.
 */
@Revision("1")
public record ExecutionDiverged(
        ActionId action,
        ExecutionId execution,
        IntentDigest approvedIntent,
        IntentDigest observedIntent,
        Instant occurredAt)
        implements ActionEvent {

    public ExecutionDiverged {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(approvedIntent, "approvedIntent");
        Objects.requireNonNull(observedIntent, "observedIntent");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
