package dev.syndicate.gateway.mcp;

import dev.syndicate.gateway.mcp.upstream.RawJson;
import dev.syndicate.gateway.mcp.upstream.Upstream;
import dev.syndicate.gateway.mcp.upstream.UpstreamConnection;
import dev.syndicate.gateway.mcp.upstream.UpstreamListener;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connections of one client's session, at most one to each upstream, each made when it is first needed. */
final class Connections {

    private static final String SET_LEVEL = "logging/setLevel";
    private static final String LOGGING = "logging";

    private final UpstreamListener client;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private volatile @Nullable RawJson logLevel;
    private volatile boolean closed;

    /** Where the connection to one upstream is, or will be. */
    private static final class Slot {
        private final ReentrantLock connecting = new ReentrantLock();
        private volatile @Nullable UpstreamConnection connection;
    }

    Connections(UpstreamListener client) {
        this.client = client;
    }

    /** The connection to this upstream. Throws {@code UpstreamException}. */
    UpstreamConnection to(Upstream upstream) {
        Slot slot = slots.computeIfAbsent(upstream.name(), _ -> new Slot());
        UpstreamConnection known = slot.connection;
        return known != null && known.isOpen() ? known : connect(upstream, slot);
    }

    private UpstreamConnection connect(Upstream upstream, Slot slot) {
        slot.connecting.lock();
        try {
            UpstreamConnection known = slot.connection;
            if (known != null && known.isOpen()) {
                return known;
            }
            UpstreamConnection made = upstream.connect(client);
            slot.connection = made;
            RawJson level = logLevel;
            if (level != null && made.can(LOGGING)) {
                made.ask(SET_LEVEL, level);
            }
            if (closed) {
                made.close();
            }
            return made;
        } finally {
            slot.connecting.unlock();
        }
    }

    /** Those that stand at the moment. */
    Collection<UpstreamConnection> open() {
        return slots.values().stream()
                .flatMap(slot -> Optional.ofNullable(slot.connection).stream())
                .filter(UpstreamConnection::isOpen)
                .toList();
    }

    /** The level that upstreams log at, now and when they are connected later. */
    void logAt(RawJson level) {
        logLevel = level;
        open().stream().filter(it -> it.can(LOGGING)).forEach(it -> it.ask(SET_LEVEL, level));
    }

    /** Ends them all, also one that is being made at this moment. */
    void close() {
        closed = true;
        open().forEach(UpstreamConnection::close);
    }
}
