package dev.syndicate.approval.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Executes the queue, each channel on a thread of its own that knows that channel's task and no other: a receiver that
 * hangs or is away keeps nobody else waiting. Replicas share the work; of each notice one has hold at a time.
 */
@Component
class Lanes implements SmartLifecycle {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** A lane never learns other channels' tasks, and must not take what waits for them for leftovers. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Channels channels;
    private final NotificationQueue queue;
    private final Telling telling;
    private final NotificationSettings settings;
    private final List<Scheduler> running = new ArrayList<>();

    Lanes(Channels channels, NotificationQueue queue, Telling telling, NotificationSettings settings) {
        this.channels = channels;
        this.queue = queue;
        this.telling = telling;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        channels.all().stream().map(this::lane).forEach(lane -> {
            lane.start();
            running.add(lane);
        });
    }

    /** What is under way is cut short, and is tried again by whoever comes next. */
    @Override
    public synchronized void stop() {
        running.forEach(Scheduler::stop);
        running.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    private Scheduler lane(Channel channel) {
        return queue.table()
                .executing(List.of(telling.task(channel)))
                .threads(1)
                .pollingInterval(settings.poll())
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .deleteUnresolvedAfter(NEVER)
                .failureLogging(LogLevel.DEBUG, false)
                .shutdownMaxWait(PATIENCE)
                .build();
    }
}
