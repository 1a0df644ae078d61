package dev.syndicate.policy.release;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Makes a bundle, which compiled and is stored, the next version.
 *
 * @param request of the client; the same one again is answered with the version that it gave before
 */
record PublishPolicy(
        @TargetAggregateIdentifier String line,
        UUID request,
        ContentRef bundle,
        String description,
        Person author,
        Instant occurredAt) {

    PublishPolicy(UUID request, ContentRef bundle, String description, Person author, Instant occurredAt) {
        this(PolicyLine.ID, request, bundle, description, author, occurredAt);
    }
}
