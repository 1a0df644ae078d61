package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.PermitId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Records that something was refused before an intent could be recorded.
 *
 * @param permit the permit presented; absent when the same call merely came again with another action
 */
public record RecordRefusal(
        @TargetAggregateIdentifier ActionId action,
        @Nullable PermitId permit,
        RefusalReason reason,
        String detail,
        IntentDigest presented,
        Instant occurredAt) {}
