package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The intent is sealed. Answered with an {@link Answer}. */
public record GrantExecution(
        @TargetAggregateIdentifier ActionId action, ExecutionId execution, SealReceipt receipt, Instant occurredAt) {

    /** What came of it. */
    public enum Answer {
        /** It may run. */
        GRANTED,
        /** Operators revoked it while it waited for its seal; it is refused. */
        REVOKED,
        /** It was closed or refused before. */
        CLOSED
    }
}
