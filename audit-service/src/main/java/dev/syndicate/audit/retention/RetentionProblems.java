package dev.syndicate.audit.retention;

import dev.syndicate.platform.problem.ProblemType;

/** Why records are not let go. */
final class RetentionProblems {

    static final ProblemType NOT_PRUNABLE = new ProblemType("not-prunable", "These records cannot be pruned", 409);

    private RetentionProblems() {}
}
