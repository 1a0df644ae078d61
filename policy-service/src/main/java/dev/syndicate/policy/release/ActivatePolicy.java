package dev.syndicate.policy.release;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Releases a version: from here on it decides.
 *
 * @param request of the client; the same one again changes nothing
 */
record ActivatePolicy(
        @TargetAggregateIdentifier String line,
        UUID request,
        PolicyVersion version,
        Person releaser,
        Instant occurredAt) {

    ActivatePolicy(UUID request, PolicyVersion version, Person releaser, Instant occurredAt) {
        this(PolicyLine.ID, request, version, releaser, occurredAt);
    }
}
