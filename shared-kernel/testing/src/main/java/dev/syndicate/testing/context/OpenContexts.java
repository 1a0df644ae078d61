package dev.syndicate.testing.context;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Closes the application contexts that wait in the cache as soon as the last test has run, the newest first. Left to the
 * end of the JVM they would close while its other hooks stop their database, and wait for it in vain. Modules whose tests
 * have no Spring load this too.
 */
public final class OpenContexts implements LauncherSessionListener {

    private static final Deque<AutoCloseable> OPEN = new ConcurrentLinkedDeque<>();

    static void add(AutoCloseable context) {
        OPEN.push(context);
    }

    static void remove(AutoCloseable context) {
        OPEN.remove(context);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        for (AutoCloseable next = OPEN.poll(); next != null; next = OPEN.poll()) {
            close(next);
        }
    }

    private static void close(AutoCloseable context) {
        try {
            context.close();
        } catch (Exception e) {
            throw new IllegalStateException("A context of a test could not be closed", e);
        }
    }
}
