package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.security.AuthenticatedPrincipal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Sessions for adapters that take a developer's own token: nobody is ever shown their credential. */
@Component
public class SessionOpenings {

    private final CommandGateway commands;
    private final JdbcSessions sessions;
    private final SessionSettings settings;
    private final Identifiers identifiers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SessionOpenings(
            CommandGateway commands,
            JdbcSessions sessions,
            SessionSettings settings,
            Identifiers identifiers,
            Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.settings = settings;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Opens a session of the developer. Ends the request unless they belong to the workspace. */
    public AgentSession open(AuthenticatedPrincipal developer, WorkspaceId workspace, AgentDescription agent) {
        developer.requireMemberOf(workspace);
        SessionId id = new SessionId(identifiers.next());
        Instant now = clock.instant();
        commands.sendAndWait(new OpenSession(
                id,
                developer.principal(),
                workspace,
                agent,
                settings.tierOf(agent.adapter()),
                FailMode.CLOSED,
                SessionCredential.generate(random).digest(),
                now.plus(settings.lifetime()),
                now));
        return findOpen(id).orElseThrow();
    }

    /** The session, while it is neither closed nor expired. */
    public Optional<AgentSession> findOpen(SessionId session) {
        return sessions.findOpen(session, clock.instant());
    }

    /** Those of them that are neither closed nor expired. */
    public Set<SessionId> openAmong(Collection<SessionId> asked) {
        return asked.isEmpty() ? Set.of() : sessions.openAmong(asked, clock.instant());
    }

    /** Closes a session that was opened here. */
    public void close(AgentSession session, String reason) {
        commands.sendAndWait(
                new CloseSession(session.session(), session.principal().accountable(), reason, clock.instant()));
    }
}
