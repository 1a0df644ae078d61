package dev.syndicate.approval.voting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Escalates an approval, and comes back when more is due. */
record Escalating(CommandGateway commands, SchedulerClient scheduler) {

    void escalate(ApprovalId approval, Instant now) {
        Optional<Instant> next = commands.sendAndWait(new EscalateApproval(approval, now));
        next.ifPresent(due -> schedule(scheduler, approval, due));
    }

    static void schedule(SchedulerClient scheduler, ApprovalId approval, Instant due) {
        scheduler.scheduleIfNotExists(
                VotingConfiguration.ESCALATION
                        .instance(Deadlines.of(approval, due))
                        .build(),
                due);
    }
}
