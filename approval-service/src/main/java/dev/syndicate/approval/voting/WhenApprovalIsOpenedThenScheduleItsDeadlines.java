package dev.syndicate.approval.voting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Deadlines are rows in the same transaction as the position in the stream: they are neither lost nor set twice. What is
 * due, the approval decides when the deadline comes.
 */
@Component
@ProcessingGroup("approval-expiry")
class WhenApprovalIsOpenedThenScheduleItsDeadlines {

    private final SchedulerClient scheduler;

    WhenApprovalIsOpenedThenScheduleItsDeadlines(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    @EventHandler
    void on(ApprovalRequested requested) {
        expireAt(requested.approval(), requested.expiresAt());
        if (escalates(ApprovalEvents.requirement(requested.decision()))) {
            Escalating.schedule(scheduler, requested.approval(), requested.occurredAt());
        }
    }

    @EventHandler
    void on(RoundOpened opened) {
        expireAt(opened.approval(), opened.expiresAt());
    }

    @EventHandler
    void on(ApprovalRequirementChanged changed) {
        if (escalates(ApprovalEvents.requirement(changed.decision()))) {
            Escalating.schedule(scheduler, changed.approval(), changed.occurredAt());
        }
    }

    private void expireAt(ApprovalId approval, Instant at) {
        scheduler.scheduleIfNotExists(
                VotingConfiguration.EXPIRY.instance(Deadlines.of(approval, at)).build(), at);
    }

    private static boolean escalates(ApprovalRequirement requirement) {
        return requirement.sets().stream().anyMatch(set -> set.escalation() != null);
    }
}
