package dev.syndicate.gateway.session;

import dev.syndicate.contracts.session.CanaryReported;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.contracts.session.UngovernedCallObserved;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps sessions findable, in the transaction of the event itself. */
@Component
@ProcessingGroup("gateway-lookups")
class SessionProjection {

    private final JdbcSessions sessions;

    SessionProjection(JdbcSessions sessions) {
        this.sessions = sessions;
    }

    @EventHandler
    void on(SessionOpened event) {
        sessions.fence(event.workspace());
        sessions.insert(event);
    }

    @EventHandler
    void on(SessionClosed event) {
        sessions.close(event.session(), event.occurredAt());
    }

    @EventHandler
    void on(UngovernedCallObserved event) {
        sessions.countIncident(event.session());
    }

    @EventHandler
    void on(CanaryReported event) {
        if (!event.denied()) {
            sessions.countIncident(event.session());
        }
    }
}
