package dev.syndicate.platform.command;

import dev.syndicate.platform.problem.PlatformProblems;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handler failed. Why is in the log of its home service, under the correlation id; it does not travel. */
public final class CommandFailedException extends CommandProblemException {

    private static final long serialVersionUID = 1L;

    /** The cause is known only where the handler ran in the same process. */
    CommandFailedException(String detail, @Nullable Throwable cause) {
        super(PlatformProblems.INTERNAL_ERROR, detail, Map.of(), cause);
    }
}
