package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The intent is sealed. Answered with whether the execution is granted: never after it was closed or refused. */
public record GrantExecution(
        @TargetAggregateIdentifier ActionId action, ExecutionId execution, SealReceipt receipt, Instant occurredAt) {}
