package dev.syndicate.gateway.execution;

import dev.syndicate.gateway.action.ActionCommands;
import dev.syndicate.gateway.action.CloseAsUnknown;
import dev.syndicate.gateway.execution.JdbcExecutions.KnownExecution;
import dev.syndicate.gateway.request.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Closes what nobody reported on. The deadline is a column that the intent's own transaction wrote, so that it outlives
 * the gateway that worked on it, and any replica may act on it. Not a scheduler's job: one whose runner is killed while
 * it runs is only found dead after several heartbeats, and this must not wait for that.
 */
@Component
class WhenDeadlinePassedThenCloseAsUnknown {

    private static final Logger LOG = LoggerFactory.getLogger(WhenDeadlinePassedThenCloseAsUnknown.class);
    private static final int BATCH = 50;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final JdbcExecutions executions;
    private final ActionCommands commands;
    private final Clock clock;

    WhenDeadlinePassedThenCloseAsUnknown(JdbcExecutions executions, ActionCommands commands, Clock clock) {
        this.executions = executions;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${syndicate.gateway.due-work.every:1s}")
    void closeOverdue() {
        Instant now = clock.instant();
        DueWork.each("An overdue execution", () -> executions.takeOverdue(now, now.plus(RETRY), BATCH), this::close);
    }

    private void close(KnownExecution overdue) {
        commands.send(overdue.action(), new CloseAsUnknown(overdue.action(), overdue.execution(), clock.instant()));
        LOG.info("Execution {} had no outcome in time", overdue.execution());
    }
}
