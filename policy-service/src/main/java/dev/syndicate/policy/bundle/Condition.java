package dev.syndicate.policy.bundle;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/** A compiled CEL condition. Safe for any number of threads. */
final class Condition {

    private final Program program;

    Condition(Program program) {
        this.program = program;
    }

    /** Whether it is true of these facts. Throws {@link ConditionFailedException} where it has no such answer. */
    boolean holds(Facts facts) {
        return switch (answer(facts)) {
            case Boolean truth -> truth;
            case Object other ->
                throw new ConditionFailedException(
                        "it answered %s, not true or false"
                                .formatted(other.getClass().getSimpleName()),
                        null);
        };
    }

    private Object answer(Facts facts) {
        try {
            return program.eval(facts.variables());
        } catch (CelEvaluationException failed) {
            throw new ConditionFailedException(String.valueOf(failed.getMessage()), failed);
        } catch (RuntimeException failed) {
            // The interpreter lets a few through as they are, for example of a function's argument.
            throw new ConditionFailedException(failed.getClass().getSimpleName(), failed);
        }
    }
}
