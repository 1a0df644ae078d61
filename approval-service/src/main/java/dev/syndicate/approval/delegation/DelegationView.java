package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.approval.DelegationRevoked;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delegation in a list.
 *
 * @param groups those in which the delegate counts for the delegator
 * @param inForce whether a vote can be given by it now
 */
public record DelegationView(
        DelegationId id,
        Person delegator,
        Person delegate,
        List<String> groups,
        Instant from,
        Instant until,
        @Nullable String reason,
        Instant givenAt,
        boolean inForce,
        @Nullable Person revokedBy,
        @Nullable Instant revokedAt) {

    static DelegationView of(Delegated delegated, Instant now) {
        DelegationRevoked revoked = delegated.revoked();
        return new DelegationView(
                delegated.given().delegation(),
                delegated.delegator(),
                delegated.given().delegate(),
                delegated.groups(),
                delegated.given().from(),
                delegated.given().until(),
                delegated.given().reason(),
                delegated.given().occurredAt(),
                delegated.isInForceAt(now),
                revoked == null ? null : revoked.by(),
                revoked == null ? null : revoked.occurredAt());
    }
}
