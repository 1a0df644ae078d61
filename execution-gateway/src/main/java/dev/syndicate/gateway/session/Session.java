package dev.syndicate.gateway.session;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.contracts.session.SessionEvent;
import dev.syndicate.contracts.session.SessionOpened;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;

/** One session of a coding tool. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon creates it empty and replays its events.
final class Session {

    @AggregateIdentifier
    private SessionId id;

    private boolean closed;

    Session() {}

    @CommandHandler
    Session(OpenSession command) {
        AggregateLifecycle.apply(new SessionOpened(
                command.session(),
                command.principal(),
                command.workspace(),
                command.agent(),
                command.enforcementTier(),
                command.credential(),
                command.expiresAt(),
                command.occurredAt()));
    }

    @CommandHandler
    void close(CloseSession command) {
        if (!closed) {
            AggregateLifecycle.apply(
                    new SessionClosed(command.session(), command.by(), command.reason(), command.occurredAt()));
        }
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        switch (event) {
            case SessionOpened opened -> id = opened.session();
            case SessionClosed _ -> closed = true;
        }
    }
}
