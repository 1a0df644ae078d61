package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.gateway.action.IntentRules.Objection;
import java.time.Instant;

/** Uses of standing grants. */
interface GrantUses {

    /** Takes one use for this execution, in the transaction of its intent, or says what stands against that. */
    Use take(ApprovalId grant, ActionId action, ExecutionId execution, Fence fence, Instant now);

    /** What came of it. */
    sealed interface Use {

        /** This execution is the n-th use. */
        record Taken(int number) implements Use {}

        /** The grant has ended, or is used up. */
        record Refused(Objection objection) implements Use {}
    }
}
