package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The execution's deadline has passed. Changes nothing when it has ended. */
public record CloseAsUnknown(@TargetAggregateIdentifier ActionId action, ExecutionId execution, Instant occurredAt) {}
