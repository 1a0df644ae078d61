package dev.syndicate.approval.voting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.platform.security.PeerClients;
import java.time.Clock;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What approvals need from outside. */
@Configuration(proxyBeanMethods = false)
class VotingConfiguration {

    static final TaskDescriptor<Void> EXPIRY = TaskDescriptor.of("expire-approval");
    static final TaskDescriptor<Void> ESCALATION = TaskDescriptor.of("escalate-approval");
    private static final TaskDescriptor<Void> ROUNDS = TaskDescriptor.of("open-rounds");

    @Bean
    SetMembership setMembership() {
        return new SetMembership();
    }

    @Bean
    QuorumIsAttainable quorumIsAttainable(ApprovalSettings settings, SetMembership membership, Clock clock) {
        return new QuorumIsAttainable(settings, membership, clock);
    }

    /** On the segment that runs commands: there those of execution-gateway come by as well. */
    @Bean
    SmartInitializingSingleton contentIsReadBeforehand(
            @Qualifier("localSegment") CommandBus commands, ReviewedActions actions) {
        return () -> commands.registerDispatchInterceptor(new ContentHasItsDigests(actions));
    }

    @Bean
    Integrity integrity(PeerClients peers, ApprovalSettings settings) {
        return new AuditServiceIntegrity(peers.client("audit-service", settings.integrityTimeout()));
    }

    /** Runs on whichever replica is first; a second run changes nothing. */
    @Bean
    OneTimeTask<Void> expiry(CommandGateway commands, Clock clock) {
        return Tasks.oneTime(EXPIRY)
                .execute((instance, context) -> commands.sendAndWait(
                        new ExpireApproval(Deadlines.approval(instance.getId()), clock.instant())));
    }

    /** The next one is scheduled before this one is done with; a second run changes nothing. */
    @Bean
    OneTimeTask<Void> escalation(CommandGateway commands, SchedulerClient scheduler, Clock clock) {
        return Tasks.oneTime(ESCALATION)
                .execute((instance, context) -> new Escalating(commands, scheduler)
                        .escalate(Deadlines.approval(instance.getId()), clock.instant()));
    }

    @Bean
    RecurringTask<Void> rounds(WhenClearAgainThenOpenRounds rounds, ApprovalSettings settings) {
        return Tasks.recurring(ROUNDS, FixedDelay.of(settings.integrityCheck()))
                .execute((instance, context) -> rounds.openRounds());
    }
}
