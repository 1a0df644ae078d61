package dev.syndicate.audit.integrity;

/** Whether receipts may be signed. Clear is a positive statement of file and database; anything else is not clear. */
public sealed interface Clearance {

    /** Both say so. */
    record Clear() implements Clearance {}

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
