package dev.syndicate.audit.integrity;

import dev.syndicate.platform.problem.ProblemType;

/** Why a finding is not released. */
final class IntegrityProblems {

    static final ProblemType RELEASED =
            new ProblemType("finding-released", "The finding has been released already", 409);

    private IntegrityProblems() {}
}
