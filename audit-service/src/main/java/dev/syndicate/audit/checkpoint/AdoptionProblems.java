package dev.syndicate.audit.checkpoint;

import dev.syndicate.platform.problem.ProblemType;

/** Why nothing is adopted. */
final class AdoptionProblems {

    static final ProblemType NOTHING_TO_ADOPT =
            new ProblemType("nothing-to-adopt", "There is nothing here that can be adopted", 409);

    private AdoptionProblems() {}
}
