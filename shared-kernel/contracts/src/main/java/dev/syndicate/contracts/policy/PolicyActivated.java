package dev.syndicate.contracts.policy;

import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A second author released a version: from here on it decides.
 */
@Revision("1")
public record PolicyActivated(
        PolicyVersion version, @Nullable PolicyVersion previous, Person author, Person releaser, Instant occurredAt)
        implements PolicyEvent {

    public PolicyActivated {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(releaser, "releaser");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
