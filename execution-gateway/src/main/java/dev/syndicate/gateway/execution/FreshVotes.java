package dev.syndicate.gateway.execution;

import dev.syndicate.contracts.approval.OpenRound;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.platform.command.CommandProblemException;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks approval-service for another round where what people said is older than the release of a finding. */
@Component
class FreshVotes {

    private static final Logger LOG = LoggerFactory.getLogger(FreshVotes.class);

    private final CommandGateway commands;

    FreshVotes(CommandGateway commands) {
        this.commands = commands;
    }

    /**
     * Where approval-service does not answer, it finds out by itself, or the next use asks again. A use of a standing grant
     * asks for none: what people were asked about there has run, and such an action is proposed again.
     */
    void ask(Authority authority, Instant clearSince) {
        if (authority instanceof Authority.OfPeople people && people.use() == null) {
            try {
                commands.sendAndWait(new OpenRound(people.approval(), clearSince));
            } catch (CommandProblemException unanswered) {
                LOG.warn(
                        "No fresh vote is asked for yet on approval {}: {}",
                        people.approval(),
                        unanswered.type().slug());
            }
        }
    }
}
