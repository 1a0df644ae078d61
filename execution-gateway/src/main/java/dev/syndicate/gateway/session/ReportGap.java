package dev.syndicate.gateway.session;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records a gap in enforcement. The same report sent again changes nothing. */
record ReportGap(
        @TargetAggregateIdentifier SessionId session,
        Digest report,
        String host,
        Instant from,
        Instant until,
        long denied,
        Instant occurredAt) {}
