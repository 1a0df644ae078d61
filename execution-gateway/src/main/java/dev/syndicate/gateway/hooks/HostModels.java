package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.session.AgentSession;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The model that a host named when its session began; what an agent says of itself is a claim, and recorded as one. */
@Component
class HostModels {

    private static final String SOURCE = "session-start";
    private static final int MAX = 200;

    private final JdbcClient jdbc;

    HostModels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what a session's start says. */
    void note(AgentSession session, JsonObject event) {
        String model = EventMembers.text(event, "model");
        String hostSession = EventMembers.text(event, "session_id");
        if (model == null || hostSession == null || model.length() > MAX || hostSession.length() > MAX) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO gateway.host_session (session, host_session, model)
                        VALUES (:session, :hostSession, :model)
                        ON CONFLICT (session, host_session) DO UPDATE SET model = excluded.model
                        """)
                .param("session", session.session().value())
                .param("hostSession", hostSession)
                .param("model", model)
                .update();
    }

    /** The event, of the model that its host's session began with, where it names none itself. */
    HookEvent known(AgentSession session, HookEvent event) {
        return event.setting().model() != null
                ? event
                : find(session, event.setting().hostSession()).map(event::of).orElse(event);
    }

    private Optional<ModelReference> find(AgentSession session, String hostSession) {
        return jdbc.sql("""
                        SELECT model FROM gateway.host_session
                        WHERE session = :session AND host_session = :hostSession
                        """)
                .param("session", session.session().value())
                .param("hostSession", hostSession)
                .query(String.class)
                .optional()
                .map(model -> new ModelReference(model, SOURCE));
    }
}
