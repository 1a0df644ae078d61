package dev.syndicate.audit.seal;

import dev.syndicate.platform.problem.ProblemType;

/** Why a seal request gets no receipt. The slugs are those of the refusal reasons in the contracts. */
final class SealProblems {

    static final ProblemType UNAVAILABLE =
            new ProblemType("seal-unavailable", "The event could not be sealed in time", 503);
    static final ProblemType NOT_CLEAR =
            new ProblemType("integrity-not-clear", "An integrity finding stands unreleased", 409);

    private SealProblems() {}
}
