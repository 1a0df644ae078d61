package dev.syndicate.gateway.session;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.time.Clock;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Ends sessions for operators. */
@Component
public class SessionEndings {

    private final CommandGateway commands;
    private final JdbcSessions sessions;
    private final Clock clock;

    SessionEndings(CommandGateway commands, JdbcSessions sessions, Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The session's workspace; empty where there is no such session. */
    public Optional<WorkspaceId> workspaceOf(SessionId session) {
        return sessions.find(session).map(AgentSession::workspace);
    }

    /** Ends the session; its credential and its permits are worthless from here on. Ended again, nothing changes. */
    public void end(SessionId session, Person by, String reason) {
        commands.sendAndWait(new CloseSession(session, by, reason, clock.instant()));
    }
}
