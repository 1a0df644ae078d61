package dev.syndicate.gateway.action;

import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An outcome came back. Answered with an {@link Answer}; the same outcome sent again changes nothing. */
public record ReportOutcome(
        @TargetAggregateIdentifier ActionId action, ExecutionId execution, Outcome outcome, Instant occurredAt) {

    /** What became of a reported outcome. */
    public enum Answer {
        RECORDED,
        RECORDED_LATE,
        /** It is on record, and what ran is not what was authorised. */
        DIVERGED,
        /** The execution was never granted, so it has no outcome. */
        NOT_GRANTED,
        /** Another outcome is on record. */
        CONTRADICTS
    }
}
