package dev.syndicate.platform.command;

import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which service may send which command here: the types that are at home here, have a handler, and name their callers.
 * Consulted before a byte of the payload is read; a name from the network never loads a class.
 */
class CommandAllowList {

    private static final Logger LOG = LoggerFactory.getLogger(CommandAllowList.class);

    private final String self;
    private final Map<String, Class<?>> handled = new ConcurrentHashMap<>();

    CommandAllowList(String self) {
        this.self = self;
    }

    /** Called for each handler of this process; the name is our own. */
    void handles(String commandName) {
        try {
            Class<?> type = Class.forName(commandName, false, getClass().getClassLoader());
            HomeService home = type.getAnnotation(HomeService.class);
            if (home != null && home.value().equals(self)) {
                handled.put(commandName, type);
            }
        } catch (ClassNotFoundException namedOtherwise) {
            LOG.debug("{} is not the name of a type, so it stays local", commandName);
        }
    }

    void forget(String commandName) {
        handled.remove(commandName);
    }

    /** The type, if this caller may send it. Throws a {@link ProblemException} otherwise. */
    Class<?> typeFor(String caller, String commandName) {
        Class<?> type = handled.get(commandName);
        if (type == null) {
            throw new ProblemException(PlatformProblems.COMMAND_UNKNOWN, self + " does not handle this command");
        }
        CallableBy callers = type.getAnnotation(CallableBy.class);
        if (callers == null || !Arrays.asList(callers.value()).contains(caller)) {
            LOG.warn("Refused command {} from {}", type.getSimpleName(), caller);
            throw new ProblemException(
                    PlatformProblems.COMMAND_NOT_ALLOWED, "%s may not send %s".formatted(caller, type.getSimpleName()));
        }
        return type;
    }
}
