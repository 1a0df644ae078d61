package dev.syndicate.platform.deadline;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.syndicate.platform.eventstore.EventFormat;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * A table of persistent tasks in the service's own schema, in the shape that db-scheduler expects. Scheduling takes part in
 * the caller's transaction; data is stored in the form of events, not as serialised Java objects. Deadlines have one such
 * table. What may keep its executor waiting has another, with executors of its own, so that no deadline waits behind it.
 *
 * @param name for example {@code scheduled_tasks}
 */
public record TaskTable(DataSource dataSource, String name) {

    public TaskTable {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(name, "name");
    }

    /** Schedules tasks without executing any. */
    public SchedulerClient client() {
        return SchedulerClient.Builder.create(inTransactions())
                .tableName(name)
                .serializer(serializer())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build();
    }

    /** What executes these tasks, still to be given threads and times. */
    public SchedulerBuilder executing(List<Task<?>> tasks) {
        return Scheduler.create(inTransactions(), tasks)
                .tableName(name)
                .serializer(serializer())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false));
    }

    private DataSource inTransactions() {
        return new TransactionAwareDataSourceProxy(dataSource);
    }

    private static Serializer serializer() {
        return new JacksonSerializer(EventFormat.mapper());
    }
}
