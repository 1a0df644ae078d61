package dev.syndicate.contracts.audit;

import dev.syndicate.contracts.chain.Adoption;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Two operators took on what the database still has of a log.
 *
 * @param epoch in which the log goes on
 * @param previousEpoch of the last checkpoint that is known
 * @param previousSize of the last checkpoint that is known
 * @param firstLost the first record that is lost; absent when only the writer's volume was lost
 * @param lastLost the last record that is lost; absent when only the writer's volume was lost
 */
@Revision("1")
public record LogAdopted(
        String log,
        long epoch,
        long previousEpoch,
        long previousSize,
        @Nullable Long firstLost,
        @Nullable Long lastLost,
        List<Person> by,
        String reason,
        Instant occurredAt)
        implements AuditEvent {

    public LogAdopted {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(occurredAt, "occurredAt");
        by = List.copyOf(by);
    }

    /** After a signed tail was lost. */
    public static LogAdopted afterLoss(LogOrigin next, Adoption adoption, Instant now) {
        return new LogAdopted(
                next.log().toString(),
                next.epoch(),
                adoption.epoch(),
                adoption.size(),
                adoption.first(),
                adoption.last(),
                adoption.by(),
                adoption.reason(),
                now);
    }

    /** After the writer's volume was lost; the log goes on from this checkpoint. */
    public static LogAdopted afterLossOfVolume(
            LogOrigin origin, long size, List<Person> by, String reason, Instant now) {
        return new LogAdopted(
                origin.log().toString(), origin.epoch(), origin.epoch(), size, null, null, by, reason, now);
    }
}
