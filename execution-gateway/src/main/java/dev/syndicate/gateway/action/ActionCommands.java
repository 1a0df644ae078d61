package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.gateway.request.Races;
import dev.syndicate.platform.eventstore.OutsideTransaction;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * Sends commands to actions, one at a time for each action and in the order in which they came. Axon would let them wait
 * for the aggregate inside their transactions, each with a connection: a few dozen requests for one permit would leave
 * none for anybody else.
 */
@Component
public class ActionCommands {

    private static final int LINES = 1024;

    /** How often another gateway may be faster on the same stream. Each time somebody got on, so this ends. */
    private static final int ATTEMPTS = 100;

    private final CommandGateway commands;
    private final List<Lock> lines =
            Stream.<Lock>generate(() -> new ReentrantLock(true)).limit(LINES).toList();

    ActionCommands(CommandGateway commands) {
        this.commands = commands;
    }

    /** Sends the command when those before it are done, and answers what its handler answers. */
    public <R> R send(ActionId action, Object command) {
        return inLine(action, () -> Races.untilNobodyWasFaster(commands, command, ATTEMPTS));
    }

    /** Sends a command that creates what another request may be creating too; losing that race is for the caller. */
    <R> R sendOnce(ActionId action, Object command) {
        return inLine(action, () -> commands.sendAndWait(command));
    }

    /** Does several steps for an action before anybody else in this process gets on with it. */
    public <R> R inLine(ActionId action, Supplier<R> steps) {
        OutsideTransaction.require("Waiting for action " + action);
        Lock line = lines.get(Math.floorMod(action.hashCode(), LINES));
        line.lock();
        try {
            return steps.get();
        } finally {
            line.unlock();
        }
    }
}
