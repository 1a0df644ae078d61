package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.approval.DelegationEvent;
import dev.syndicate.contracts.approval.DelegationRevoked;
import dev.syndicate.contracts.id.DelegationId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One delegation, from a reviewer to another person. */
@Aggregate
class Delegation {

    @AggregateIdentifier
    private @Nullable DelegationId id;

    private @Nullable Delegated delegated;

    Delegation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(GiveDelegation command) {
        if (delegated == null) {
            AggregateLifecycle.apply(command.given());
        }
    }

    @CommandHandler
    void handle(RevokeDelegation command) {
        if (delegated != null && delegated.revoked() == null) {
            AggregateLifecycle.apply(new DelegationRevoked(command.delegation(), command.by(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(DelegationEvent event) {
        id = event.delegation();
        delegated = Delegated.after(delegated, event);
    }
}
