package dev.syndicate.contracts.policy;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * A bundle became an immutable version. It decides nothing until it is activated.
 */
@Revision("1")
public record PolicyPublished(
        PolicyVersion version, ContentRef bundle, String description, Person author, Instant occurredAt)
        implements PolicyEvent {

    public PolicyPublished {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
