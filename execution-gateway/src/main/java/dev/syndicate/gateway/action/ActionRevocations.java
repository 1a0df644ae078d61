package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Revokes what single actions were authorised to do. */
@Component
public class ActionRevocations {

    private final ActionHistories histories;
    private final ActionCommands commands;
    private final Clock clock;

    ActionRevocations(ActionHistories histories, ActionCommands commands, Clock clock) {
        this.histories = histories;
        this.commands = commands;
        this.clock = clock;
    }

    /** Where the action would be executed; empty where there is no such action. */
    public Optional<WorkspaceId> workspaceOf(ActionId action) {
        return histories.find(action).map(state -> state.proposed().workspace());
    }

    /** Revokes the action's permits; false where it has none that could still be used. */
    public boolean revoke(ActionId action, Person by, String reason) {
        return commands.send(action, new RevokePermits(action, by, reason, clock.instant()));
    }
}
