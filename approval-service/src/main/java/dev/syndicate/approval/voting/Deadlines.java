package dev.syndicate.approval.voting;

import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;

/** How deadlines are named: an approval, and the time where it can have several. */
final class Deadlines {

    private static final String SEPARATOR = "/";

    private Deadlines() {}

    static String of(ApprovalId approval, Instant at) {
        return approval + SEPARATOR + at;
    }

    static ApprovalId approval(String name) {
        return ApprovalId.parse(name.split(SEPARATOR, 2)[0]);
    }
}
