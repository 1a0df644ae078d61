package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Execution was refused. Nothing ran.
 *
 * @param execution present when an intent had been recorded
 * @param presentedIntent digest of what was about to run; absent when nothing readable was presented
 */
@Revision("1")
public record ExecutionRefused(
        ActionId action,
        @Nullable ExecutionId execution,
        @Nullable PermitId permit,
        RefusalReason reason,
        String detail,
        @Nullable IntentDigest approvedIntent,
        @Nullable IntentDigest presentedIntent,
        Instant occurredAt)
        implements ActionEvent {

    public ExecutionRefused {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
