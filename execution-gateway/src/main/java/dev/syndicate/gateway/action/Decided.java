package dev.syndicate.gateway.action;

import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.util.Objects;

/** What a decision has to carry where it is acted upon. */
final class Decided {

    private Decided() {}

    static PolicyVersion under(Decision decision) {
        return Objects.requireNonNull(decision.policyVersion(), "A decision under a version");
    }

    static ApprovalRequirement requirement(Decision decision) {
        return Objects.requireNonNull(decision.approval(), "A decision that requires approval");
    }
}
