package dev.syndicate.audit.verification;

import dev.syndicate.audit.loop.Loop;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Closes verifications whose holder is gone: they will never tell their result. A holder that has just lost its connection
 * comes back within a second or two, so one is gone when it was not there at two looks in a row.
 */
@Component
class AbandonedVerifications extends Loop {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Verifications verifications;
    private Set<UUID> missed = Set.of();

    AbandonedVerifications(Verifications verifications) {
        super("abandoned-verifications");
        this.verifications = verifications;
    }

    @Override
    protected void round() {
        Set<UUID> missing = verifications.missingHolders();
        missing.stream().filter(missed::contains).forEach(verifications::closeAbandoned);
        missed = missing;
        verifications.closeForgotten();
    }

    /** Where the database was away, everybody has lost their connection, and time begins anew. */
    @Override
    protected void forget() {
        missed = Set.of();
    }

    @Override
    protected Duration pause() {
        return PAUSE;
    }
}
