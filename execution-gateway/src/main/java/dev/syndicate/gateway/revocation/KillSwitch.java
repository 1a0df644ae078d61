package dev.syndicate.gateway.revocation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.syndicate.contracts.execution.ExecutionsResumed;
import dev.syndicate.contracts.execution.ExecutionsSuspended;
import dev.syndicate.contracts.execution.PermitsRevoked;
import dev.syndicate.contracts.execution.ResumptionRequested;
import dev.syndicate.contracts.execution.RevocationEvent;
import dev.syndicate.contracts.identity.Person;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * What operators have taken back or held up in one workspace, or in every one. One operator stops; two of them let it go on,
 * as docs/decisions/0075 says.
 */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon creates it empty and replays its events.
final class KillSwitch {

    /** By how much the clocks of two gateways may differ; receipts, which are good for a second, demand no less. */
    private static final Duration CLOCKS = Duration.ofSeconds(1);

    @AggregateIdentifier
    private String stream;

    private boolean suspended;

    private @Nullable ResumptionRequested waiting;

    KillSwitch() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void revoke(RevokeAllPermits command) {
        apply(new PermitsRevoked(
                command.reach().workspace(),
                command.occurredAt().plus(CLOCKS),
                command.by(),
                command.reason(),
                command.occurredAt()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void suspend(SuspendExecutions command) {
        if (!suspended) {
            apply(new ExecutionsSuspended(
                    command.reach().workspace(), command.by(), command.reason(), command.occurredAt()));
        }
    }

    @CommandHandler
    ResumeExecutions.Answer resume(ResumeExecutions command) {
        if (!suspended) {
            return new ResumeExecutions.Answer(ResumeExecutions.Progress.NOT_SUSPENDED, List.of(), null);
        }
        ResumptionRequested first = waiting;
        return first == null || !command.occurredAt().isBefore(first.expiresAt())
                ? ask(command)
                : confirm(first, command);
    }

    private static ResumeExecutions.Answer ask(ResumeExecutions command) {
        ResumptionRequested asked = new ResumptionRequested(
                command.reach().workspace(),
                command.by(),
                command.reason(),
                command.occurredAt().plus(command.patience()),
                command.occurredAt());
        apply(asked);
        return new ResumeExecutions.Answer(ResumeExecutions.Progress.ASKED, List.of(command.by()), asked.expiresAt());
    }

    private static ResumeExecutions.Answer confirm(ResumptionRequested first, ResumeExecutions command) {
        if (first.by().isSameAs(command.by())) {
            return new ResumeExecutions.Answer(
                    ResumeExecutions.Progress.SECOND_PERSON_REQUIRED, List.of(first.by()), first.expiresAt());
        }
        List<Person> both = List.of(first.by(), command.by());
        String reasons =
                first.reason().equals(command.reason()) ? command.reason() : first.reason() + " / " + command.reason();
        apply(new ExecutionsResumed(command.reach().workspace(), both, reasons, command.occurredAt()));
        return new ResumeExecutions.Answer(ResumeExecutions.Progress.RESUMED, both, null);
    }

    @EventSourcingHandler
    void on(RevocationEvent event) {
        stream = new Reach(event.workspace()).stream();
        switch (event) {
            case PermitsRevoked _ -> {}
            case ExecutionsSuspended _ -> suspended = true;
            case ResumptionRequested asked -> waiting = asked;
            case ExecutionsResumed _ -> {
                suspended = false;
                waiting = null;
            }
        }
    }
}
