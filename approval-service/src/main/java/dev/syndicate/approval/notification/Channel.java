package dev.syndicate.approval.notification;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;

/** A receiver by its configured name. What waits for it, waits under a task name of its own. */
record Channel(String name, Audience audience, Delivery delivery) {

    TaskDescriptor<Notice> task() {
        return TaskDescriptor.of("notify-" + name, Notice.class);
    }
}
