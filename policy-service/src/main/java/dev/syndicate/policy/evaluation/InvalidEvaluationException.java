package dev.syndicate.policy.evaluation;

import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Map;

/** Admitted JSON that is not an evaluation request. */
public final class InvalidEvaluationException extends ProblemException {

    public static final ProblemType TYPE =
            new ProblemType("evaluation-invalid", "This is not an evaluation request", 422);

    private static final long serialVersionUID = 1L;

    InvalidEvaluationException(String pointer, String detail) {
        super(TYPE, detail, Map.of("pointer", pointer));
    }
}
