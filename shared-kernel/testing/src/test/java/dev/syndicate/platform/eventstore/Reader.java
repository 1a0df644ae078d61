package dev.syndicate.platform.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A reader that is woken, reads on from its place and remembers what it took. Some are restarted all the time, as
 * processes are: then only the place survives.
 */
final class Reader implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(250);

    private final DataSource direct;
    private final int batch;
    private final int batchesPerLife;
    private final List<UUID> taken = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private long position;

    Reader(DataSource direct, int batch, int batchesPerLife) {
        this.direct = direct;
        this.batch = batch;
        this.batchesPerLife = batchesPerLife;
        this.thread = Thread.ofPlatform().daemon().start(this::run);
    }

    synchronized List<UUID> taken() {
        return List.copyOf(taken);
    }

    synchronized long position() {
        return position;
    }

    private void run() {
        while (!closed) {
            live();
        }
    }

    private void live() {
        Semaphore woken = new Semaphore(1);
        try (SafeStream stream = new SafeStream(direct);
                EventTail tail = new EventTail(stream, direct, TICK, Duration.ZERO);
                SafeStream.Registration registration = stream.onAppended(woken::release)) {
            for (int batches = 0; batches < batchesPerLife && !closed; batches++) {
                woken.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
                takeAll(stream);
            }
        } catch (EventStoreUnavailableException e) {
            // Its backend was killed: the next life goes on.
            Thread.onSpinWait();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void takeAll(SafeStream stream) {
        List<StoredEvent> events = stream.read(position(), batch);
        while (!events.isEmpty()) {
            take(events);
            events = stream.read(position(), batch);
        }
    }

    private synchronized void take(List<StoredEvent> events) {
        events.forEach(event -> taken.add(event.eventId()));
        position = events.getLast().globalIndex();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
