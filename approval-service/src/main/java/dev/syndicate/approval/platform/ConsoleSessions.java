package dev.syndicate.approval.platform;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.security.web.session.HttpSessionIdChangedEvent;
import org.springframework.stereotype.Component;

/**
 * The console's sessions in this process, and when they are over: some time after their ID token was issued, some time
 * after somebody last asked for something in them, or when the provider ends the sign-in. Asked at every request; and looked through every few seconds, because a page that only
 * listens asks for nothing, and its stream has to end with its session.
 */
@Component
class ConsoleSessions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSessions.class);
    private static final Duration ROUND = Duration.ofSeconds(2);

    /** @param asked when somebody last asked for something */
    private record Known(HttpSession session, ConsoleUser user, Instant asked) {}

    private final EndedSignIns ended;
    private final ConsoleSettings settings;
    private final Clock clock;
    private final Map<String, Known> sessions = new ConcurrentHashMap<>();
    private volatile @Nullable Thread rounds;

    ConsoleSessions(EndedSignIns ended, ConsoleSettings settings, Clock clock) {
        this.ended = ended;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the person has to sign in anew. */
    boolean isOver(@Nullable HttpSession session, ConsoleUser user) {
        return isTooOld(user) || isIdle(session) || ended.include(user.getIdToken());
    }

    /**
     * The session is this person's.
     *
     * @param unasked whether an open page asks by itself: nobody need be there
     */
    void keep(HttpSession session, ConsoleUser user, boolean unasked) {
        sessions.compute(session.getId(), (_, known) -> {
            if (known != null && unasked) {
                return known;
            }
            return new Known(session, user, clock.instant());
        });
        // The server's own rule, which takes every request for somebody's, must not be the shorter one.
        session.setMaxInactiveInterval(
                Math.toIntExact(settings.idleTimeout().plus(ROUND).toSeconds()));
    }

    @EventListener
    void on(HttpSessionDestroyedEvent destroyed) {
        sessions.remove(destroyed.getId());
    }

    /** Signing in anew in a session gives it another id. */
    @EventListener
    void on(HttpSessionIdChangedEvent changed) {
        sessions.remove(changed.getOldSessionId());
    }

    /** Ends those that are over. */
    void sweep() {
        if (sessions.isEmpty()) {
            return;
        }
        List<EndedSignIns.Ended> all = ended.all();
        sessions.values().stream()
                .filter(known -> isTooOld(known.user())
                        || isIdle(known)
                        || all.stream().anyMatch(one -> one.covers(known.user().getIdToken())))
                .forEach(ConsoleSessions::end);
    }

    @Override
    public void start() {
        rounds = Thread.ofPlatform().daemon().name("console-sessions").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = rounds;
        rounds = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    private void run() {
        while (rounds != null) {
            try {
                Thread.sleep(ROUND);
                sweep();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn(
                        "Sessions are looked through again: {}",
                        failed.getClass().getSimpleName());
            }
        }
    }

    private boolean isTooOld(ConsoleUser user) {
        Instant issued = user.getIdToken().getIssuedAt();
        return issued == null || issued.plus(settings.sessionLifetime()).isBefore(clock.instant());
    }

    private boolean isIdle(@Nullable HttpSession session) {
        Known known = session == null ? null : sessions.get(session.getId());
        return known != null && isIdle(known);
    }

    private boolean isIdle(Known known) {
        return known.asked().plus(settings.idleTimeout()).isBefore(clock.instant());
    }

    private static void end(Known known) {
        try {
            known.session().invalidate();
        } catch (IllegalStateException already) {
            LOG.debug("A session has ended by itself");
        }
    }
}
