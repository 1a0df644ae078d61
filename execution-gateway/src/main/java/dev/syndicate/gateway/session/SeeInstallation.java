package dev.syndicate.gateway.session;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.session.FailMode;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records how calls of this session are enforced, unless it is on record already. */
record SeeInstallation(
        @TargetAggregateIdentifier SessionId session,
        String host,
        String version,
        FailMode failMode,
        Instant occurredAt) {}
