package dev.syndicate.policy.bundle;

import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.List;
import java.util.Map;

/** The bundle says something that its format does not allow, or a condition does not compile. Nothing was kept. */
public final class InvalidBundleException extends ProblemException {

    public static final ProblemType TYPE = new ProblemType("policy-invalid", "The bundle is not a valid policy", 422);

    private static final long serialVersionUID = 1L;

    private final transient List<BundleProblem> problems;

    InvalidBundleException(List<BundleProblem> problems) {
        super(TYPE, "The bundle has %d problem(s)".formatted(problems.size()), Map.of("problems", problems));
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the bundle. */
    public List<BundleProblem> problems() {
        return problems;
    }
}
