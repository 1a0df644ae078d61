package dev.syndicate.platform.command;

import dev.syndicate.platform.problem.ProblemType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No answer: the home service, or its database, was not reached or did not answer in time. Whether the command was
 * handled is not known; it is safe to send again.
 */
public final class CommandUnavailableException extends CommandProblemException {

    private static final long serialVersionUID = 1L;

    CommandUnavailableException(ProblemType type, String detail, @Nullable Throwable cause) {
        super(type, detail, Map.of(), cause);
    }
}
