package dev.syndicate.policy.release;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes a bundle, which compiled and is stored, the next version. */
record PublishPolicy(
        @TargetAggregateIdentifier String line,
        ContentRef bundle,
        String description,
        Person author,
        Instant occurredAt) {

    PublishPolicy(ContentRef bundle, String description, Person author, Instant occurredAt) {
        this(PolicyLine.ID, bundle, description, author, occurredAt);
    }
}
