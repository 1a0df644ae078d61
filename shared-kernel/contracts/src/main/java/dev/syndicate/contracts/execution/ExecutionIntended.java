package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * The permit is consumed: this event's place in the action's stream is the consumption.
 * Execution is granted only once the event is sealed.
 *
 * @param decidedUnder the version of the recorded decision
 * @param inForce the active version at execution
 */
@Revision("2")
public record ExecutionIntended(
        ActionId action,
        ExecutionId execution,
        PermitId permit,
        SessionId session,
        IntentDigest approvedIntent,
        IntentDigest presentedIntent,
        ActionDigest presentedAction,
        PolicyVersion decidedUnder,
        PolicyVersion inForce,
        Authority authority,
        Instant occurredAt)
        implements ActionEvent {

    public ExecutionIntended {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(permit, "permit");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(approvedIntent, "approvedIntent");
        Objects.requireNonNull(presentedIntent, "presentedIntent");
        Objects.requireNonNull(presentedAction, "presentedAction");
        Objects.requireNonNull(decidedUnder, "decidedUnder");
        Objects.requireNonNull(inForce, "inForce");
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
