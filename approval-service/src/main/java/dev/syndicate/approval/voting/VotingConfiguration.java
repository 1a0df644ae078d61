package dev.syndicate.approval.voting;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.security.PeerClients;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What approvals need from outside. */
@Configuration(proxyBeanMethods = false)
class VotingConfiguration {

    static final TaskDescriptor<Void> EXPIRY = TaskDescriptor.of("expire-approval");

    @Bean
    SetMembership setMembership() {
        return new SetMembership();
    }

    @Bean
    RequestRules requestRules(
            ApprovalSettings settings, SetMembership membership, ReviewedActions actions, Clock clock) {
        return new RequestRules(
                List.of(new QuorumIsAttainable(settings, membership, clock), new ContentHasItsDigests(actions)));
    }

    @Bean
    Integrity integrity(PeerClients peers, ApprovalSettings settings) {
        return new AuditServiceIntegrity(peers.client("audit-service", settings.integrityTimeout()));
    }

    /** Runs on whichever replica is first; a second run changes nothing. */
    @Bean
    OneTimeTask<Void> expiry(CommandGateway commands, Clock clock) {
        return Tasks.oneTime(EXPIRY)
                .execute((instance, context) ->
                        commands.sendAndWait(new ExpireApproval(ApprovalId.parse(instance.getId()), clock.instant())));
    }
}
