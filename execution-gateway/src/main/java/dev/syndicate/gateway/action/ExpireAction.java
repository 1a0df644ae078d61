package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Nobody decided in time. Sent again, it changes nothing. */
record ExpireAction(@TargetAggregateIdentifier ActionId action, ApprovalId approval, Instant occurredAt) {}
