package dev.syndicate.testing.context;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Closes the application contexts that wait in the cache as soon as the last test has run, the newest first. Left to the
 * end of the JVM they would close while its other hooks stop their database, and wait for it in vain.
 */
public final class OpenContexts
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, LauncherSessionListener {

    private static final Deque<ConfigurableApplicationContext> OPEN = new ConcurrentLinkedDeque<>();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        OPEN.push(context);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        for (ConfigurableApplicationContext next = OPEN.poll(); next != null; next = OPEN.poll()) {
            next.close();
        }
    }
}
