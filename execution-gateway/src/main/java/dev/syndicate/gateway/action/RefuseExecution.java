package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Refuses an intended execution that is not granted: the permit stays spent, the authority stands. */
public record RefuseExecution(
        @TargetAggregateIdentifier ActionId action,
        ExecutionId execution,
        RefusalReason reason,
        String detail,
        Instant occurredAt) {}
