package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An operator asked that executions go on. Nothing changes before another operator has asked for the same.
 *
 * @param workspace absent where it is about the suspension of every workspace
 * @param expiresAt from then on it has to be asked for again
 */
@Revision("1")
public record ResumptionRequested(
        @Nullable WorkspaceId workspace, Person by, String reason, Instant expiresAt, Instant occurredAt)
        implements RevocationEvent {

    public ResumptionRequested {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
