package dev.syndicate.platform.eventstore;

import dev.syndicate.platform.listening.Listening;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the watermark: when any process signals an append and somebody here reads events, after a set linger of a tick at
 * most and not twice within 5 ms; soon again while some writer is still busy, and at every tick anyway. One thread and one
 * LISTEN connection for the whole process.
 */
final class EventTail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventTail.class);
    private static final int SHORTEST_WAIT_MILLIS = 2;

    /** Under load each commit signals, and one look is enough for all that came meanwhile. */
    private static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final SafeStream stream;
    private final DataSource direct;
    private final int tickMillis;
    private final long lingerNanos;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long lastLook = System.nanoTime();

    EventTail(SafeStream stream, DataSource direct, Duration tick, Duration linger) {
        this.stream = stream;
        this.direct = direct;
        this.tickMillis = Math.toIntExact(tick.toMillis());
        this.lingerNanos = Math.min(linger.toNanos(), tick.toNanos());
        this.thread = Thread.ofPlatform().daemon().name("event-tail").start(this::run);
    }

    /** How long ago the database was last looked at with success. */
    Duration sinceLastLook() {
        return Duration.ofNanos(System.nanoTime() - lastLook);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        boolean reported = false;
        while (!closed) {
            try (Listening signals = Listening.on(direct, AppendSignal.CHANNEL)) {
                reported = false;
                follow(signals);
            } catch (SQLException | RuntimeException e) {
                if (!closed && !reported) {
                    log.warn("no new events can be read until the event store is reachable: {}", e.getMessage());
                    reported = true;
                }
                pause();
            }
        }
    }

    private void follow(Listening signals) throws SQLException {
        int wait = SHORTEST_WAIT_MILLIS;
        while (!closed) {
            LockSupport.parkNanos(lastLook + GAP_NANOS - System.nanoTime());
            stream.watermark();
            lastLook = System.nanoTime();
            // A transaction that appends nothing ends without a signal, and may be the one that is waited for.
            wait = stream.settled() ? tickMillis : Math.min(wait, tickMillis);
            boolean signalled = isSignalled(signals, wait);
            if (signalled) {
                LockSupport.parkNanos(lingerNanos);
            }
            wait = signalled || stream.settled() ? SHORTEST_WAIT_MILLIS : wait * 2;
        }
    }

    /** Where nobody reads, signals are not worth waking up for: the watermark moves with the ticks. */
    private boolean isSignalled(Listening signals, int wait) throws SQLException {
        if (!stream.isFollowed()) {
            pause();
            return !signals.hear(0).isEmpty();
        }
        return !signals.hear(wait).isEmpty();
    }

    private void pause() {
        try {
            Thread.sleep(tickMillis);
        } catch (InterruptedException e) {
            // Only close() interrupts; the loop's condition ends it.
            log.debug("interrupted");
        }
    }
}
