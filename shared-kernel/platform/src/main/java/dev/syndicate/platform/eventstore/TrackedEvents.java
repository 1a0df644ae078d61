package dev.syndicate.platform.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** One Axon reader's view of the {@link SafeStream}. Used by one thread at a time, as Axon does. */
final class TrackedEvents implements BlockingStream<TrackedEventMessage<?>> {

    private final SafeStream stream;
    private final Function<List<StoredEvent>, Stream<? extends TrackedEventMessage<?>>> decoder;
    private final int batchSize;
    private final Deque<TrackedEventMessage<?>> buffer = new ArrayDeque<>();
    private final Semaphore appended = new Semaphore(0);
    private final SafeStream.Registration registration;
    private volatile @Nullable Runnable callback;
    private long position;

    TrackedEvents(
            SafeStream stream,
            long position,
            int batchSize,
            Function<List<StoredEvent>, Stream<? extends TrackedEventMessage<?>>> decoder) {
        this.stream = stream;
        this.position = position;
        this.batchSize = batchSize;
        this.decoder = decoder;
        this.registration = stream.onAppended(this::wake);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(buffer.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (peek().isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !appended.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return peek().isPresent();
            }
            appended.drainPermits();
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (peek().isEmpty()) {
            appended.acquire();
            appended.drainPermits();
        }
        return buffer.remove();
    }

    /** True: the reader need not poll. */
    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        this.callback = onAvailable;
        return true;
    }

    @Override
    public void close() {
        registration.close();
    }

    private void fill() {
        // An upcaster may drop every event of a batch, so the next one is read until something is left.
        while (buffer.isEmpty()) {
            List<StoredEvent> batch = stream.read(position, batchSize);
            if (batch.isEmpty()) {
                return;
            }
            position = batch.getLast().globalIndex();
            decoder.apply(batch).forEach(buffer::add);
        }
    }

    private void wake() {
        appended.release();
        Runnable woken = callback;
        if (woken != null) {
            woken.run();
        }
    }
}
