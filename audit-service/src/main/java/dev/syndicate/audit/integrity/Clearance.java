package dev.syndicate.audit.integrity;

import java.time.Instant;

/** Whether receipts may be signed. Clear is a positive statement of file and database; anything else is not clear. */
public sealed interface Clearance {

    /**
     * Both say so.
     *
     * @param since since when without a break, by the writer's clock
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
