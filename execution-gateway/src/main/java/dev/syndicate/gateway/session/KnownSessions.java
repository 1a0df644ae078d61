package dev.syndicate.gateway.session;

import dev.syndicate.contracts.id.SessionId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sessions for work that nobody's request carries: it goes on in the session in which it began. */
@Component
public class KnownSessions {

    private final JdbcSessions sessions;

    KnownSessions(JdbcSessions sessions) {
        this.sessions = sessions;
    }

    /** The session of this id, also when it has ended: nothing is executed in it then. */
    public Optional<AgentSession> find(SessionId session) {
        return sessions.find(session);
    }
}
