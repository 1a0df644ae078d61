package dev.syndicate.audit;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Lets services that start in one JVM prepare their environments one after the other: they share its logging, which each of
 * them stops and starts for that. Everything after it happens at once.
 */
final class OneEnvironmentAtATime implements ApplicationListener<ApplicationEvent>, Ordered {

    private static final ReentrantLock LOGGING = new ReentrantLock();

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        switch (event) {
            case ApplicationStartingEvent _ -> LOGGING.lock();
            case ApplicationContextInitializedEvent _, ApplicationFailedEvent _ -> {
                if (LOGGING.isHeldByCurrentThread()) {
                    LOGGING.unlock();
                }
            }
            default -> {
                // Everything else may happen at the same moment.
            }
        }
    }

    /** Before the logging itself hears that one starts. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
