package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Policy or a reviewer said no. Nothing ran.
 *
 * @param reviewer present when a reviewer denied
 */
@Revision("1")
public record ActionDenied(
        ActionId action, Denier by, String reason, @Nullable Person reviewer, Instant occurredAt)
        implements ActionEvent {

    public ActionDenied {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
