package dev.syndicate.platform.command;

import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Map;
import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A command did not do what it says. The same for its sender whether the handler runs in the same process or in
 * another: the same exception with the same members.
 */
public abstract sealed class CommandProblemException extends CommandExecutionException implements Problem
        permits CommandRefusedException, CommandUnavailableException, CommandFailedException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String detail;
    private final transient Map<String, Object> extras;

    @SuppressWarnings("NullAway") // Axon's constructor takes a null cause, but says nothing about it.
    CommandProblemException(ProblemType type, String detail, Map<String, Object> extras, @Nullable Throwable cause) {
        super(type.slug() + ": " + detail, cause, new Details(type, detail, extras));
        this.type = type;
        this.detail = detail;
        this.extras = Map.copyOf(extras);
    }

    /** What {@link #getDetails()} answers, for code that knows Axon only. */
    public record Details(ProblemType type, String detail, Map<String, Object> extras) {}

    @Override
    public ProblemType type() {
        return type;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public Map<String, Object> extras() {
        return extras;
    }
}
