package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a delegation before its time. Sent again, it changes nothing. */
record RevokeDelegation(@TargetAggregateIdentifier DelegationId delegation, Person by, Instant at) {

    RevokeDelegation {
        Objects.requireNonNull(delegation, "delegation");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
    }
}
