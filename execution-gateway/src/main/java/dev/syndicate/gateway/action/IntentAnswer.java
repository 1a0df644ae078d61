package dev.syndicate.gateway.action;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.policy.PolicyVersion;
import org.jspecify.annotations.Nullable;

/** What became of an intent to execute. */
public sealed interface IntentAnswer {

    /** The permit is consumed. Nothing may run before the intent is sealed. */
    record Intended(ExecutionId execution) implements IntentAnswer {}

    /** The same execution was intended before: its answer was lost on the way, or is still being worked on. */
    record IntendedBefore(ExecutionId execution) implements IntentAnswer {}

    /** The same execution was granted before: its answer was lost on the way. */
    record GrantedBefore(ExecutionId execution) implements IntentAnswer {}

    /** Nothing may run; the refusal is on record. */
    record Refused(RefusalReason reason, String detail, IntentDigest approvedIntent, IntentDigest presentedIntent)
            implements IntentAnswer {}

    /**
     * Nothing is recorded, because policy has to be asked again first.
     *
     * @param inForce absent where no version is active
     */
    record PolicyMoved(@Nullable PolicyVersion inForce) implements IntentAnswer {}
}
