package dev.syndicate.platform.command;

import dev.syndicate.platform.problem.ProblemType;
import java.util.Map;

/** The handler said no, for this reason. Aggregates and handlers throw it; nothing was appended. */
public final class CommandRefusedException extends CommandProblemException {

    private static final long serialVersionUID = 1L;

    public CommandRefusedException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /** The extras are JSON values: text, numbers, booleans, lists and maps. */
    public CommandRefusedException(ProblemType type, String detail, Map<String, Object> extras) {
        super(type, detail, extras, null);
    }
}
