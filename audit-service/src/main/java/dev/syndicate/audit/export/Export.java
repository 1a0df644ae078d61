package dev.syndicate.audit.export;

import dev.syndicate.audit.format.RecordFormat;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for: records that do not change, in a form that does not change, so it can be written again and
 * comes out the same.
 *
 * @param filter what a record has to be, as canonical JSON; empty for everything
 * @param first the first sequence that is looked at
 * @param last the last sequence that is looked at
 * @param checkpoint a signed note that covers the range
 * @param issuer of the token of whoever asked
 * @param subject of the token of whoever asked
 * @param measure absent until the export was once written to its end
 */
record Export(
        UUID id,
        RecordFormat format,
        JsonObject filter,
        long first,
        long last,
        SignedNote checkpoint,
        String issuer,
        String subject,
        Instant requestedAt,
        @Nullable Measure measure) {

    /**
     * What was written.
     *
     * @param count records
     * @param bytes octets
     * @param digest SHA-256 of the octets
     */
    record Measure(long count, long bytes, Digest digest) {}

    boolean wasAskedForBy(Person person) {
        return issuer.equals(person.issuer()) && subject.equals(person.subject());
    }

    Checkpoint head() {
        return Checkpoint.parse(checkpoint.text());
    }

    Optional<Measure> measured() {
        return Optional.ofNullable(measure);
    }
}
