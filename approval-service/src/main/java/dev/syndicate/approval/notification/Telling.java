package dev.syndicate.approval.notification;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.syndicate.approval.notification.NotificationMetrics.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One attempt after the other to tell a channel what waits for it, up to a bound. */
@Component
class Telling {

    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final Histories histories;
    private final Wording wording;
    private final Undelivered undelivered;
    private final NotificationMetrics metrics;
    private final NotificationSettings settings;
    private final Pauses pauses;

    Telling(
            Histories histories,
            Wording wording,
            Undelivered undelivered,
            NotificationMetrics metrics,
            NotificationSettings settings,
            Pauses pauses) {
        this.histories = histories;
        this.wording = wording;
        this.undelivered = undelivered;
        this.metrics = metrics;
        this.settings = settings;
        this.pauses = pauses;
    }

    /** A channel's task. What a process that died had begun is done again. */
    Task<Notice> task(Channel channel) {
        return Tasks.oneTime(channel.task())
                .onFailure((complete, operations) -> failed(channel, complete, operations))
                .onDeadExecutionRevive()
                .execute((instance, _) -> tell(channel, instance.getData()));
    }

    private void tell(Channel channel, Notice notice) {
        if (notice.asks() && histories.open(notice.approval()).isEmpty()) {
            metrics.count(channel, Result.NEEDLESS);
            return;
        }
        channel.delivery().send(notice, wording.of(notice));
        metrics.count(channel, Result.TOLD);
        LOG.info(
                "Channel {} was told of {}: {}",
                channel.name(),
                notice.approval(),
                notice.occasion().wireName());
    }

    private void failed(Channel channel, ExecutionComplete complete, ExecutionOperations<Notice> operations) {
        Execution execution = complete.getExecution();
        int attempts = execution.consecutiveFailures + 1;
        String reason = complete.getCause().map(Telling::reason).orElse("It was not finished");
        if (attempts < settings.attempts()) {
            metrics.count(channel, Result.FAILED);
            operations.reschedule(complete, complete.getTimeDone().plus(pauses.after(attempts)));
            LOG.warn("Channel {} was not told, attempt {}: {}", channel.name(), attempts, reason);
        } else {
            giveUp(channel, execution, attempts, reason);
            operations.remove();
        }
    }

    private void giveUp(Channel channel, Execution execution, int attempts, String reason) {
        Notice notice = (Notice) execution.taskInstance.getData();
        undelivered.keep(channel.name(), execution.getId(), notice.approval(), attempts, reason);
        metrics.count(channel, Result.UNDELIVERED);
        LOG.error(
                "Channel {} is not told of {}, after {} attempts: {}",
                channel.name(),
                notice.approval(),
                attempts,
                reason);
    }

    /** Other exceptions' texts may quote what is nobody's business. */
    private static String reason(Throwable failure) {
        return failure instanceof DeliveryFailedException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName();
    }
}
