package dev.syndicate.gateway.request;

import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.problem.PlatformProblems;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Commands that race for the next place of a stream. */
public final class Races {

    private Races() {}

    /**
     * Sends a command again for as long as somebody else was faster. Nothing of the loser's was appended; it looks again and
     * sees what the other one did.
     *
     * @param attempts after so many the refusal is the answer; each time somebody got on
     */
    public static <R> R untilNobodyWasFaster(CommandGateway commands, Object command, int attempts) {
        for (int i = 1; ; i++) {
            try {
                return commands.sendAndWait(command);
            } catch (CommandRefusedException refused) {
                if (!refused.type().equals(PlatformProblems.CONFLICT) || i == attempts) {
                    throw refused;
                }
            }
        }
    }
}
