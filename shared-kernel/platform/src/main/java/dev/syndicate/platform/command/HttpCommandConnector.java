package dev.syndicate.platform.command;

import dev.syndicate.platform.eventstore.OutsideTransaction;
import dev.syndicate.platform.eventstore.RemoteCallInTransactionException;
import java.util.Optional;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.callbacks.NoOpCallback;
import org.axonframework.commandhandling.distributed.CommandBusConnector;
import org.axonframework.commandhandling.distributed.Member;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** Runs a command here or sends it to its home, and makes both end alike. */
class HttpCommandConnector implements CommandBusConnector {

    private final CommandBus local;
    private final CommandAllowList allowList;
    private final CommandClient client;

    HttpCommandConnector(CommandBus local, CommandAllowList allowList, CommandClient client) {
        this.local = local;
        this.allowList = allowList;
        this.client = client;
    }

    @Override
    public <C> void send(Member destination, CommandMessage<? extends C> command) {
        send(destination, command, NoOpCallback.INSTANCE);
    }

    @Override
    public <C, R> void send(Member destination, CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        if (destination.local()) {
            runHere(command, callback);
        } else {
            sendAway(destination.name(), command, callback);
        }
    }

    private <C, R> void sendAway(String home, CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        try {
            OutsideTransaction.require(
                    "%s to %s".formatted(command.getPayloadType().getSimpleName(), home));
        } catch (RemoteCallInTransactionException defect) {
            callback.onResult(command, failed(defect));
            return;
        }
        client.<C, R>send(home, command).thenAccept(result -> callback.onResult(command, result));
    }

    /** The bus commits before it calls back, so that failures of the commit are typed too. */
    <C, R> void runHere(CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        local.<C, R>dispatch(
                command,
                (message, result) -> callback.onResult(
                        message,
                        result.isExceptional()
                                ? failed(CommandErrors.typed(command.getCommandName(), result.exceptionResult()))
                                : HttpCommandConnector.<R>cast(result)));
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        Registration registration = local.subscribe(commandName, handler);
        allowList.handles(commandName);
        return () -> {
            allowList.forget(commandName);
            return registration.cancel();
        };
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        return local.registerHandlerInterceptor(handlerInterceptor);
    }

    @Override
    public Optional<CommandBus> localSegment() {
        return Optional.of(local);
    }

    static <R> CommandResultMessage<R> failed(RuntimeException failure) {
        return new GenericCommandResultMessage<>(failure);
    }

    @SuppressWarnings("unchecked")
    private static <R> CommandResultMessage<R> cast(CommandResultMessage<? extends R> result) {
        return (CommandResultMessage<R>) result;
    }
}
