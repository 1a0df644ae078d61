package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An operator pulled the kill switch: from here on nothing is executed, whatever permit is presented.
 *
 * @param workspace absent where it holds in every workspace
 */
@Revision("1")
public record ExecutionsSuspended(@Nullable WorkspaceId workspace, Person by, String reason, Instant occurredAt)
        implements RevocationEvent {

    public ExecutionsSuspended {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
