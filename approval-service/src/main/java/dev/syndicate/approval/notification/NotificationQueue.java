package dev.syndicate.approval.notification;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.syndicate.platform.deadline.TaskTable;
import java.time.Clock;

/** What waits to be told, a row for each notice and channel. */
final class NotificationQueue {

    private final TaskTable table;
    private final SchedulerClient client;
    private final Clock clock;

    NotificationQueue(TaskTable table, Clock clock) {
        this.table = table;
        this.client = table.client();
        this.clock = clock;
    }

    TaskTable table() {
        return table;
    }

    /** In the caller's transaction. The same notice twice is one row. */
    void put(Channel channel, Notice notice) {
        client.scheduleIfNotExists(
                channel.task().instance(notice.id()).data(notice).build(), clock.instant());
    }
}
