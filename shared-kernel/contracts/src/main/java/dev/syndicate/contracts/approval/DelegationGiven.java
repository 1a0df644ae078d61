package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.SignIn;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer is away and names who may vote on their behalf for a time. It delegates the groups that the delegator had when
 * they gave it, never what was delegated to them.
 *
 * @param signIn what the delegator's token said
 * @param from from when on it is in force
 * @param until when it ends
 * @param reason for people; absent where none was given
 */
@Revision("1")
public record DelegationGiven(
        DelegationId delegation,
        Person delegator,
        Person delegate,
        SignIn signIn,
        Instant from,
        Instant until,
        @Nullable String reason,
        Instant occurredAt)
        implements DelegationEvent {

    public DelegationGiven {
        Objects.requireNonNull(delegation, "delegation");
        Objects.requireNonNull(delegator, "delegator");
        Objects.requireNonNull(delegate, "delegate");
        Objects.requireNonNull(signIn, "signIn");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
