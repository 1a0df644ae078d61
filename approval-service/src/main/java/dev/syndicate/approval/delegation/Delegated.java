package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.approval.DelegationEvent;
import dev.syndicate.contracts.approval.DelegationGiven;
import dev.syndicate.contracts.approval.DelegationRevoked;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A delegation as it stands.
 *
 * @param revoked absent while it is not
 */
public record Delegated(DelegationGiven given, @Nullable DelegationRevoked revoked) {

    public Delegated {
        Objects.requireNonNull(given, "given");
    }

    /** After one more event. */
    static Delegated after(@Nullable Delegated before, DelegationEvent event) {
        return switch (event) {
            case DelegationGiven given -> new Delegated(given, null);
            case DelegationRevoked revoked ->
                new Delegated(
                        Objects.requireNonNull(before, "A delegation is given before it is revoked")
                                .given(),
                        revoked);
        };
    }

    public Person delegator() {
        return given.delegator();
    }

    /** The delegator's groups when they gave it. */
    public List<String> groups() {
        return given.signIn().groups();
    }

    public boolean isTo(Person person) {
        return given.delegate().isSameAs(person);
    }

    public boolean isInForceAt(Instant at) {
        return revoked == null && !at.isBefore(given.from()) && at.isBefore(given.until());
    }
}
