package dev.syndicate.audit.verification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads and examines pages on several threads, a few pages ahead, and hands them over in order. Closed, it reads no
 * further.
 */
final class PageStream implements AutoCloseable {

    /** Reads the rows from a sequence on and in front of another, and examines them. */
    @FunctionalInterface
    interface PageReader {
        List<Examined> read(long from, long before);
    }

    private final PageReader reader;
    private final long before;
    private final int page;
    private final int ahead;
    private final ExecutorService threads;
    private final Deque<Future<List<Examined>>> pages = new ArrayDeque<>();
    private long next;

    PageStream(PageReader reader, long from, long before, int page, int threads) {
        this.reader = reader;
        this.next = from;
        this.before = before;
        this.page = page;
        this.ahead = 2 * threads;
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("verification-", 0).factory());
    }

    /** The next rows; none at the end. */
    List<Examined> next() {
        while (pages.size() < ahead && next < before) {
            long from = next;
            next = Math.min(before, from + page);
            long end = next;
            pages.addLast(threads.submit(() -> reader.read(from, end)));
        }
        return pages.isEmpty() ? List.of() : await(pages.removeFirst());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static List<Examined> await(Future<List<Examined>> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while verifying", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
