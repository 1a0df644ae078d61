package dev.syndicate.policy.bundle;

import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Map;

/** The text of a bundle could be read in two ways, or is not YAML at all. Nothing of it was kept. */
public final class InadmissibleBundleException extends ProblemException {

    public static final ProblemType TYPE =
            new ProblemType("policy-inadmissible", "The bundle's text is not admitted", 400);

    private static final long serialVersionUID = 1L;

    /**
     * @param code stable and for programs, for example {@code duplicate-key}
     * @param line from 1
     * @param column from 1
     */
    InadmissibleBundleException(String code, String detail, int line, int column) {
        super(TYPE, detail, Map.of("code", code, "line", line, "column", column));
    }
}
