package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A delegation ended before its time.
 *
 * @param by the delegator, the delegate or an operator
 */
@Revision("1")
public record DelegationRevoked(DelegationId delegation, Person by, Instant occurredAt) implements DelegationEvent {

    public DelegationRevoked {
        Objects.requireNonNull(delegation, "delegation");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
