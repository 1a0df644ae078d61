package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Two operators let executions go on.
 *
 * @param workspace absent where it ends the suspension of every workspace; one that is suspended by itself stays so
 * @param by both, the one who asked first
 */
@Revision("1")
public record ExecutionsResumed(@Nullable WorkspaceId workspace, List<Person> by, String reason, Instant occurredAt)
        implements RevocationEvent {

    public ExecutionsResumed {
        by = List.copyOf(by);
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
