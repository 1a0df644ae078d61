package dev.syndicate.platform.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.OnStartup;
import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Persistent deadlines. A feature declares a {@link Task} bean and injects {@link SchedulerClient}; scheduling takes part
 * in the caller's transaction. A task runs at least once and outside any transaction, so its effect has to be idempotent.
 *
 * <p>Not db-scheduler's own starter: that one orders itself after a Boot 3 class and hands out the executing scheduler as
 * the client, a cycle as soon as a task needs what schedules it.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(DeadlineProperties.class)
public class DeadlineAutoConfiguration {

    private static final String TABLE = "scheduled_tasks";

    @Bean
    SchedulerClient schedulerClient(DataSource dataSource) {
        return new TaskTable(dataSource, TABLE).client();
    }

    @Bean
    @ConditionalOnProperty(name = "syndicate.deadlines.enabled", matchIfMissing = true)
    DeadlineScheduler deadlineScheduler(
            DataSource dataSource, ObjectProvider<Task<?>> tasks, DeadlineProperties properties) {
        return new DeadlineScheduler(() -> scheduler(dataSource, tasks.stream().toList(), properties));
    }

    @SuppressWarnings(
            "unchecked") // What OnStartup marks are tasks that may start themselves, as the builder wants them.
    private static <T extends Task<?> & OnStartup> Scheduler scheduler(
            DataSource dataSource, List<Task<?>> tasks, DeadlineProperties properties) {
        List<Task<?>> waiting =
                tasks.stream().filter(task -> !(task instanceof OnStartup)).toList();
        List<T> starting = tasks.stream()
                .filter(OnStartup.class::isInstance)
                .map(task -> (T) task)
                .toList();
        return new TaskTable(dataSource, TABLE)
                .executing(waiting)
                .startTasks(starting)
                .threads(properties.threads())
                .pollingInterval(properties.poll())
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(4)
                .build();
    }
}
