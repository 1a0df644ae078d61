package dev.syndicate.gateway.action;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionEvent;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.id.ActionId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One action, from its proposal to how it ended. The place of {@link ExecutionIntended} in its stream is the consumption
 * of the permit: the event store takes each place once. What may be done with it before it runs is {@link Authorisation},
 * and from the permit's use on {@link Execution}.
 */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon creates it empty and replays its events.
final class Action {

    @AggregateIdentifier
    private ActionId id;

    private final ActionState state = new ActionState();

    @AggregateMember
    private final Authorisation authorisation = new Authorisation(state);

    @AggregateMember
    private final Execution execution = new Execution(state);

    Action() {}

    /** Not a constructor: inside one Axon would apply the events only after it, and the later ones build on the first. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void propose(ProposeAction command) {
        apply(new ActionProposed(
                command.action(),
                command.session().session(),
                command.session().workspace(),
                command.session().principal(),
                command.session().agent(),
                command.session().enforcementTier(),
                command.session().failMode(),
                command.callId(),
                command.summary(),
                command.content(),
                command.intentDigest(),
                command.actionDigest(),
                command.amendment(),
                command.occurredAt()));
        commit(command);
        apply(new ActionEvaluated(command.action(), command.decision(), command.occurredAt()));
        authorisation.decide(command, command.decision());
    }

    private void commit(ProposeAction command) {
        ProposeAction.Committed committed = command.committed();
        if (committed != null) {
            apply(new ParametersCommitted(
                    command.action(),
                    committed.under().list(),
                    committed.places(),
                    committed.under().key(),
                    committed.values(),
                    command.occurredAt()));
        }
    }

    @EventSourcingHandler
    void on(ActionEvent event) {
        id = event.action();
        state.evolve(event);
    }
}
