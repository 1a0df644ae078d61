package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import org.jspecify.annotations.Nullable;

/** What the gate says to somebody about to act. */
public sealed interface GateAnswer {

    /**
     * It may run, now and once.
     *
     * @param receipt absent only where the grant is answered again after its first answer was lost
     */
    record Granted(
            ActionId action,
            ExecutionId execution,
            SealReceipt sealed,
            @Nullable Receipt receipt) implements GateAnswer {}

    /** It must not run; the refusal is on record. */
    record Refused(
            ActionId action,
            RefusalReason reason,
            String detail,
            @Nullable IntentDigest approvedIntent,
            @Nullable IntentDigest presentedIntent)
            implements GateAnswer {}
}
