package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.gateway.request.DueWork;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.SessionOpenings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Keeps a session, in the place of the one that was not used for longest where there are too many; false where all of
     * them are in use, or the gateway is stopping.
     */
    boolean add(McpSession session) {
        List<McpSession> siblings =
                sessions.values().stream().filter(session::isSiblingOf).toList();
        if (!running || siblings.size() >= settings.maxSessions() && !hasMadeRoom(siblings)) {
            return false;
        }
        sessions.put(session.id(), session);
        LOG.info("MCP session {} of session {}", session.id(), session.session().session());
        return true;
    }

    private boolean hasMadeRoom(List<McpSession> full) {
        Optional<McpSession> unused = full.stream()
                .filter(other -> other.isIdle(Duration.ZERO))
                .min(Comparator.comparingLong(McpSession::usedAt));
        unused.ifPresent(other -> end(other, "Its client opened others"));
        return unused.isPresent();
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

    /**
     * Ends a session, its connections, and the product's session if it was opened for it. That one first: where it cannot be
     * closed now, all of it can be ended again.
     */
    void end(McpSession session, String reason) {
        if (session.ownsSession()) {
            openings.close(session.session(), reason);
        }
        if (sessions.remove(session.id(), session)) {
            session.close();
            LOG.info("MCP session {} ended: {}", session.id(), reason);
        }
    }

    @Scheduled(fixedDelayString = "${syndicate.gateway.due-work.every:1s}")
    void endIdle() {
        DueWork.each("An idle session", this::idle, session -> end(session, "Nobody used it"));
    }

    private List<McpSession> idle() {
        return sessions.values().stream()
                .filter(session -> session.isIdle(settings.idle()))
                .toList();
    }

    /** Streams stay open without anybody asking for the credential again. */
    @Scheduled(fixedDelayString = "${syndicate.gateway.due-work.every:1s}")
    void endThoseBehindWhichNothingIsOpen() {
        DueWork.each(
                "A session that has ended",
                this::unbacked,
                session -> end(session, "The session behind it was closed, or has expired"));
    }

    private List<McpSession> unbacked() {
        List<McpSession> known = List.copyOf(sessions.values());
        Set<SessionId> open = openings.openAmong(
                known.stream().map(session -> session.session().session()).toList());
        return known.stream()
                .filter(session -> !open.contains(session.session().session()))
                .toList();
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
