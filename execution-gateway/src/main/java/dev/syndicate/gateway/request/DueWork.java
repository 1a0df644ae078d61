package dev.syndicate.gateway.request;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** What is looked for again and again: one kind does not wait for another, and one thing that fails holds up no other. */
@Configuration(proxyBeanMethods = false)
public class DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    /** More than there are kinds of it. With virtual threads all kinds would share a single thread. */
    private static final int KINDS = 8;

    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(KINDS);
        scheduler.setThreadNamePrefix("due-work-");
        return scheduler;
    }

    /**
     * Does what is due; whatever fails waits for the next time.
     *
     * @param kind for the log
     */
    public static <T> void each(String kind, Supplier<List<T>> due, Consumer<T> work) {
        attempt(kind, () -> due.get().forEach(one -> attempt(kind, () -> work.accept(one))));
    }

    private static void attempt(String kind, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warn("{} waits for the next time: {}", kind, failed.getClass().getSimpleName());
        }
    }
}
