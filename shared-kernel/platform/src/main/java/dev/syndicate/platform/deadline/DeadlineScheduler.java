package dev.syndicate.platform.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Executes due deadlines while the application runs; starts after everything that a task may need. */
final class DeadlineScheduler implements SmartLifecycle {

    private final Supplier<Scheduler> factory;
    private @Nullable Scheduler running;

    DeadlineScheduler(Supplier<Scheduler> factory) {
        this.factory = factory;
    }

    @Override
    public synchronized void start() {
        Scheduler scheduler = factory.get();
        scheduler.start();
        running = scheduler;
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
