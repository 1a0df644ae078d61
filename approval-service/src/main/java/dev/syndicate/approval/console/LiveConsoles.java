package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalSignal;
import dev.syndicate.approval.inbox.ApprovalSignal.Change;
import dev.syndicate.approval.inbox.ApprovalSignals;
import dev.syndicate.approval.voting.Integrity;
import dev.syndicate.contracts.id.WorkspaceId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.security.web.session.HttpSessionIdChangedEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open consoles what has changed: names, never content, so each page asks for what its viewer may see. A beat says
 * that changes would be heard; where it stops the page calls itself old, and approving is off there.
 */
@Component
class LiveConsoles implements SmartLifecycle, MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(LiveConsoles.class);

    static final String OPEN = "syndicate.approval.consoles";
    static final Duration BEAT = Duration.ofSeconds(3);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** What a stream tells of, and the session that it ends with. */
    private record Viewing(Set<WorkspaceId> workspaces, String session) {}

    private final ApprovalSignals signals;
    private final Integrity integrity;
    private final Clock clock;
    private final Map<SseEmitter, Viewing> consoles = new ConcurrentHashMap<>();
    private volatile @Nullable Thread beat;

    LiveConsoles(ApprovalSignals signals, Integrity integrity, Clock clock) {
        this.signals = signals;
        this.integrity = integrity;
        this.clock = clock;
        signals.onSignal(this::changed);
        signals.onMissed(this::missed);
    }

    /** A stream of what changes in these workspaces; it ends by itself or with the session, and the browser asks again. */
    SseEmitter open(Set<WorkspaceId> workspaces, String session) {
        SseEmitter console = new SseEmitter(LIFETIME.toMillis());
        console.onCompletion(() -> consoles.remove(console));
        console.onTimeout(console::complete);
        console.onError(_ -> consoles.remove(console));
        consoles.put(console, new Viewing(workspaces, session));
        if (signals.areHeard()) {
            send(console, "beat", now(""));
        }
        return console;
    }

    @EventListener
    void on(HttpSessionDestroyedEvent destroyed) {
        end(destroyed.getId());
    }

    /** Somebody has signed in anew in it, perhaps somebody else: the page opens another stream, with their rights. */
    @EventListener
    void on(HttpSessionIdChangedEvent changed) {
        end(changed.getOldSessionId());
    }

    private void end(String session) {
        consoles.forEach((console, viewing) -> {
            if (viewing.session().equals(session)) {
                // As in telling: whoever signs out does not wait for a browser that takes nothing.
                Thread.ofVirtual().start(console::complete);
            }
        });
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(OPEN, consoles, Map::size)
                .description("Consoles that are told of changes")
                .register(registry);
    }

    @Override
    public void start() {
        beat = Thread.ofPlatform().daemon().name("console-beat").start(this::run);
    }

    /** Open streams would keep the server from stopping. */
    @Override
    public void stop() {
        Thread running = beat;
        beat = null;
        if (running != null) {
            running.interrupt();
        }
        consoles.keySet().forEach(SseEmitter::complete);
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }

    private void changed(ApprovalSignal signal) {
        consoles.forEach((console, viewing) -> {
            if (viewing.workspaces().contains(signal.workspace())) {
                tell(console, signal.change() == Change.ACTION ? "action" : "change", signal.approval() + " ");
            }
        });
    }

    /** A change that was not heard shows on no page, and beats go on: each page reads itself again. */
    private void missed() {
        consoles.keySet().forEach(console -> tell(console, "missed", ""));
    }

    private void run() {
        while (beat != null) {
            try {
                Thread.sleep(BEAT);
                beat();
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("Open consoles were not told that they are live; they are told again", failed);
            }
        }
    }

    private void beat() {
        if (signals.areHeard() && !consoles.isEmpty()) {
            String clearance = integrity.clearance().name();
            consoles.keySet().forEach(console -> tell(console, "beat", clearance + " "));
        }
    }

    /** On a thread of its own: a browser that takes nothing keeps no other one waiting. */
    private void tell(SseEmitter console, String name, String before) {
        Thread.ofVirtual().start(() -> send(console, name, now(before)));
    }

    private String now(String before) {
        return before + clock.instant().toEpochMilli();
    }

    private void send(SseEmitter console, String name, String text) {
        try {
            console.send(SseEmitter.event().name(name).data(text));
        } catch (IOException | IllegalStateException gone) {
            consoles.remove(console);
        }
    }
}
