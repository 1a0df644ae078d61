package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Asks that executions go on, or confirms what another operator has asked for.
 *
 * @param patience how long the second operator has
 */
record ResumeExecutions(
        @TargetAggregateIdentifier String stream,
        Reach reach,
        Person by,
        String reason,
        Duration patience,
        Instant occurredAt) {

    /** What came of it. */
    enum Progress {
        NOT_SUSPENDED,
        /** The same operator asked again. */
        SECOND_PERSON_REQUIRED,
        ASKED,
        RESUMED
    }

    /**
     * The answer.
     *
     * @param by who wants it so far, the one who asked first
     * @param expiresAt until when another operator can confirm; absent where nothing waits
     */
    record Answer(
            Progress progress, List<Person> by, @Nullable Instant expiresAt) {

        Answer {
            by = List.copyOf(by);
        }
    }
}
