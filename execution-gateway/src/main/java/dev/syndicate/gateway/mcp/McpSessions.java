package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.SessionOpenings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The MCP sessions of this gateway. They live in its memory: a client whose session is unknown here opens a new one. */
@Component
class McpSessions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(McpSessions.class);

    private final SessionOpenings openings;
    private final McpSettings settings;
    private final Map<String, McpSession> sessions = new ConcurrentHashMap<>();
    private volatile boolean running;

    McpSessions(SessionOpenings openings, McpSettings settings) {
        this.openings = openings;
        this.settings = settings;
    }

    /** Keeps a session; false where the session behind it has too many. */
    boolean add(McpSession session) {
        long siblings = sessions.values().stream()
                .filter(other ->
                        other.session().session().equals(session.session().session()))
                .count();
        if (siblings >= settings.maxSessions() || !running) {
            return false;
        }
        sessions.put(session.id(), session);
        LOG.info("MCP session {} of session {}", session.id(), session.session().session());
        return true;
    }

    /** The MCP session of a coding tool's session. */
    Optional<McpSession> find(String id, AgentSession caller) {
        return Optional.ofNullable(sessions.get(id))
                .filter(found -> found.session().session().equals(caller.session()));
    }

    /** The MCP session of a developer, as long as the session behind it is open. */
    Optional<McpSession> find(String id, Principal caller) {
        return Optional.ofNullable(sessions.get(id))
                .filter(McpSession::ownsSession)
                .filter(found -> found.session().principal().isSameAs(caller))
                .filter(found -> openings.findOpen(found.session().session()).isPresent());
    }

    /** Ends a session, its connections, and the product's session if it was opened for it. */
    void end(McpSession session, String reason) {
        if (sessions.remove(session.id(), session)) {
            session.close();
            LOG.info("MCP session {} ended: {}", session.id(), reason);
            if (session.ownsSession()) {
                openings.close(session.session(), reason);
            }
        }
    }

    @Scheduled(fixedDelayString = "${syndicate.gateway.due-work.every:1s}")
    void endIdle() {
        sessions.values().stream()
                .filter(session -> session.isIdle(settings.idle()))
                .forEach(session -> {
                    try {
                        end(session, "Nobody used it");
                    } catch (RuntimeException failed) {
                        LOG.warn(
                                "Session {} could not be closed",
                                session.session().session(),
                                failed);
                    }
                });
    }

    @Override
    public void start() {
        running = true;
    }

    /** Streams and processes end here; the product's sessions outlive a restart. */
    @Override
    public void stop() {
        running = false;
        sessions.values().forEach(McpSession::close);
        sessions.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
