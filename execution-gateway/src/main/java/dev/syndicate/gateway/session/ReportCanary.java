package dev.syndicate.gateway.session;

import dev.syndicate.contracts.id.SessionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records what became of a canary. */
record ReportCanary(@TargetAggregateIdentifier SessionId session, boolean denied, Instant occurredAt) {}
