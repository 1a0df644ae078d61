package dev.syndicate.audit.dualcontrol;

import dev.syndicate.platform.problem.ProblemType;

/** Why a decision that needs two people is not taken. */
final class DualControlProblems {

    static final ProblemType SECOND_PERSON =
            new ProblemType("second-person-required", "Another person has to confirm this", 409);

    private DualControlProblems() {}
}
