package dev.syndicate.contracts.chain;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines on the caller's thread, looks at them on several, and hands them back in their order. What is in flight is
 * bounded, so memory does not grow with the bundle. A bundle of one batch is read without any other thread.
 */
final class RecordPipeline implements AutoCloseable {

    private static final int BATCH_LINES = 256;
    private static final int BATCH_BYTES = 1 << 20;

    /** What stood in the place of a line. */
    sealed interface Item {}

    /** A line that can be read. */
    record Read(RecordLine line) implements Item {}

    /** A line that cannot be read. */
    record Unreadable(String why) implements Item {}

    /** No line: the bundle ended. */
    record Ended(String why) implements Item {}

    private final BundleLines lines;
    private final boolean proved;
    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    private final Deque<Future<List<Item>>> inFlight = new ArrayDeque<>();
    private final Deque<Item> ready = new ArrayDeque<>();
    private @Nullable ExecutorService pool;
    private @Nullable Item ending;
    private long wanted;

    /** The next {@code wanted} lines; in a selection each has a proof. */
    RecordPipeline(BundleLines lines, long wanted, boolean proved) {
        this.lines = lines;
        this.wanted = wanted;
        this.proved = proved;
    }

    /** The next item; once it is not {@link Read}, there is no other. Not asked for more than was wanted. */
    Item next() throws IOException {
        while (ready.isEmpty()) {
            fetch();
        }
        return ready.removeFirst();
    }

    private void fetch() throws IOException {
        while (hasMore() && inFlight.size() < 2 * threads) {
            List<byte[]> batch = batch();
            if (inFlight.isEmpty() && !hasMore()) {
                ready.addAll(parse(batch));
                return;
            }
            inFlight.addLast(pool().submit(() -> parse(batch)));
        }
        Item last = ending;
        if (!inFlight.isEmpty()) {
            ready.addAll(result(inFlight.removeFirst()));
        } else if (last != null) {
            ready.add(last);
        }
    }

    private boolean hasMore() {
        return wanted > 0 && ending == null;
    }

    private List<byte[]> batch() throws IOException {
        List<byte[]> batch = new ArrayList<>(BATCH_LINES);
        for (int bytes = 0; hasMore() && batch.size() < BATCH_LINES && bytes < BATCH_BYTES; ) {
            byte[] line = read();
            if (line != null) {
                batch.add(line);
                bytes += line.length;
                wanted--;
            }
        }
        return batch;
    }

    private byte @Nullable [] read() throws IOException {
        try {
            byte[] line = lines.next();
            if (line == null) {
                ending = new Ended("The bundle ends here");
            }
            return line;
        } catch (BundleLines.UnfinishedLineException e) {
            ending = new Ended("The bundle ends inside a line");
            return null;
        }
    }

    private List<Item> parse(List<byte[]> batch) {
        List<Item> items = new ArrayList<>(batch.size());
        for (byte[] line : batch) {
            items.add(item(line));
        }
        return items;
    }

    private Item item(byte[] line) {
        try {
            return new Read(RecordLine.parse(line, proved));
        } catch (IllegalArgumentException e) {
            return new Unreadable("The line cannot be read: " + e.getMessage());
        }
    }

    private static List<Item> result(Future<List<Item>> batch) throws IOException {
        try {
            return batch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a bundle is verified", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A line of the bundle could not be looked at", e.getCause());
        }
    }

    private ExecutorService pool() {
        ExecutorService known = pool;
        if (known == null) {
            known = Executors.newFixedThreadPool(
                    threads, Thread.ofPlatform().daemon().name("verify-", 0).factory());
            pool = known;
        }
        return known;
    }

    @Override
    public void close() {
        ExecutorService known = pool;
        if (known != null) {
            known.shutdownNow();
        }
    }
}
