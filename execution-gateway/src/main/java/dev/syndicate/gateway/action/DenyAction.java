package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The approval was denied, or cannot be had. Sent again, it changes nothing.
 *
 * @param reviewer present when a reviewer denied
 */
record DenyAction(
        @TargetAggregateIdentifier ActionId action,
        ApprovalId approval,
        Denier by,
        String reason,
        @Nullable Person reviewer,
        Instant occurredAt) {}
