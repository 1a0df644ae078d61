package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.RequestApproval;

/** One thing that a request must meet; throws a problem where it does not. */
@FunctionalInterface
interface RequestRule {

    void check(RequestApproval request);
}
