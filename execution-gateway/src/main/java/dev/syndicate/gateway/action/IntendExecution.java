package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.session.AgentSession;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Consumes a permit, or records why not. Answered with an {@link IntentAnswer}.
 *
 * @param caller the session that presents the permit
 * @param presentedIntent over the action that is about to run
 * @param reEvaluation what policy says of it now; absent as long as nobody knows that the active version has changed
 */
public record IntendExecution(
        @TargetAggregateIdentifier ActionId action,
        ExecutionId execution,
        PermitId permit,
        AgentSession caller,
        IntentDigest presentedIntent,
        ActionDigest presentedAction,
        @Nullable Decision reEvaluation,
        Instant occurredAt) {

    /** The same, with what policy says now. */
    public IntendExecution under(Decision now, Instant occurredAt) {
        return new IntendExecution(
                action, execution, permit, caller, presentedIntent, presentedAction, now, occurredAt);
    }
}
