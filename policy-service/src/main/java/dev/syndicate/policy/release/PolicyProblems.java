package dev.syndicate.policy.release;

import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Map;

/** The refusals of the policy line. */
public final class PolicyProblems {

    public static final ProblemType UNKNOWN_VERSION =
            new ProblemType("policy-version-unknown", "There is no such policy version", 404);
    public static final ProblemType NO_ACTIVE_POLICY =
            new ProblemType("no-active-policy", "No policy version has been activated", 404);
    public static final ProblemType AUTHOR_CANNOT_RELEASE =
            new ProblemType("author-cannot-release", "Another policy author releases a version", 403);
    public static final ProblemType ALREADY_ACTIVE =
            new ProblemType("policy-already-active", "The version is active already", 409);

    private PolicyProblems() {}

    public static ProblemException unknownVersion(String version) {
        return new ProblemException(
                UNKNOWN_VERSION,
                "A version is <counter>:<sha256 of the canonical bundle>; GET /v1/policies lists them",
                Map.of("version", version));
    }

    public static ProblemException noActivePolicy() {
        return new ProblemException(NO_ACTIVE_POLICY, "Until one is activated every action is denied");
    }

    static ProblemException authorCannotRelease(PolicyVersion version) {
        return new ProblemException(
                AUTHOR_CANNOT_RELEASE,
                "You published this version, so somebody else must release it",
                Map.of("version", version.toString()));
    }

    static ProblemException alreadyActive(PolicyVersion version) {
        return new ProblemException(ALREADY_ACTIVE, "Nothing was changed", Map.of("version", version.toString()));
    }
}
