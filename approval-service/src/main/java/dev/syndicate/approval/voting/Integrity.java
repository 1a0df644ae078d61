package dev.syndicate.approval.voting;

/** Says whether the record is trustworthy enough to decide on it. */
@FunctionalInterface
public interface Integrity {

    /** Asks now. A question that is not answered is {@link Clearance#UNKNOWN}, never clear. */
    Clearance clearance();
}
