package dev.syndicate.audit.integrity;

import java.time.Instant;

/** Whether receipts may be signed. Clear is a positive statement of file and database; anything else is not clear. */
public sealed interface Clearance {

    /**
     * Both say so.
     *
     * @param since from when on without a break; what people approved before then was approved before a finding
     */
    record Clear(Instant since) implements Clearance {}

    /**
     * At least one does not.
     *
     * @param reason one sentence for a person
     */
    record NotClear(String reason) implements Clearance {}

    default boolean isClear() {
        return this instanceof Clear;
    }
}
