package dev.syndicate.approval.voting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.syndicate.contracts.approval.ApprovalRequested;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** The deadline is a row in the same transaction as the position in the stream: it is neither lost nor set twice. */
@Component
@ProcessingGroup("approval-expiry")
class WhenApprovalIsRequestedThenScheduleItsExpiry {

    private final SchedulerClient scheduler;

    WhenApprovalIsRequestedThenScheduleItsExpiry(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @EventHandler
    void on(ApprovalRequested requested) {
        scheduler.scheduleIfNotExists(
                VotingConfiguration.EXPIRY
                        .instance(requested.approval().toString())
                        .build(),
                requested.expiresAt());
    }
}
