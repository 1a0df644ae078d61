package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An operator revoked all permits at once, those that are out and those that could still be asked for: what was authorised
 * before has to be proposed again.
 *
 * @param workspace absent where it holds in every workspace
 * @param before what was authorised before this time is revoked; a moment after {@code occurredAt}, because gateways' clocks
 *     differ
 */
@Revision("1")
public record PermitsRevoked(
        @Nullable WorkspaceId workspace, Instant before, Person by, String reason, Instant occurredAt)
        implements RevocationEvent {

    public PermitsRevoked {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
