package dev.syndicate.policy.release;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Releases a version: from here on it decides. */
record ActivatePolicy(
        @TargetAggregateIdentifier String line, PolicyVersion version, Person releaser, Instant occurredAt) {

    ActivatePolicy(PolicyVersion version, Person releaser, Instant occurredAt) {
        this(PolicyLine.ID, version, releaser, occurredAt);
    }
}
