package dev.syndicate.gateway.session;

import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Records that a call ran which nobody granted. */
record ReportUngovernedCall(
        @TargetAggregateIdentifier SessionId session,
        String tool,
        @Nullable String callId,
        Instant occurredAt) {}
