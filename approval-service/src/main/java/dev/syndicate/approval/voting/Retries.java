package dev.syndicate.approval.voting;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Sends what people do, again where somebody else was faster: the later one is judged anew. */
@Component
class Retries {

    private static final int ATTEMPTS = 10;

    private final CommandGateway commands;

    Retries(CommandGateway commands) {
        this.commands = commands;
    }

    <R> R send(Object command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return commands.sendAndWait(command);
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS || !lostARace(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean lostARace(RuntimeException failure) {
        return failure instanceof Problem problem && problem.type().equals(PlatformProblems.CONFLICT);
    }
}
