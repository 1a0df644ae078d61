package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** approval-service has opened another round of votes. Sent again, it changes nothing. */
record AwaitFreshVotes(
        @TargetAggregateIdentifier ActionId action,
        ApprovalId approval,
        int round,
        Instant expiresAt,
        Instant occurredAt) {}
