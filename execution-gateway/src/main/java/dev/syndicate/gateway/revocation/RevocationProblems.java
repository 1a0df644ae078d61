package dev.syndicate.gateway.revocation;

import dev.syndicate.platform.problem.ProblemType;

/** Why nothing is revoked or resumed. */
final class RevocationProblems {

    static final ProblemType NOTHING_TO_REVOKE =
            new ProblemType("nothing-to-revoke", "The action has no permit that could still be used", 409);
    static final ProblemType NOT_SUSPENDED =
            new ProblemType("not-suspended", "Executions are not suspended there", 409);
    static final ProblemType SECOND_PERSON =
            new ProblemType("second-person-required", "Another person has to confirm this", 409);

    private RevocationProblems() {}
}
