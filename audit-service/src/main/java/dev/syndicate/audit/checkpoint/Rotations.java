package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.chain.KeyRotation;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.RecordBody;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which key is in force at which size, as the records say (docs/spec/chain-format.md, section 6.1). */
@Component
class Rotations {

    private final RecordStore records;
    private final LogKeys keys;
    private final Clock clock;

    Rotations(RecordStore records, LogKeys keys, Clock clock) {
        this.records = records;
        this.keys = keys;
        this.clock = clock;
    }

    /** A rotation and the sequence of its record. */
    record Rotated(long sequence, KeyRotation key) {}

    /** All that are on record, in order. */
    List<Rotated> onRecord() {
        List<Rotated> rotations = new ArrayList<>();
        records.ofType(KeyRotation.EVENT_TYPE)
                .forEach(record -> RecordBody.parse(record.record().body())
                        .keyRotation()
                        .ifPresent(key -> rotations.add(new Rotated(record.sequence(), key))));
        return rotations;
    }

    /** The key that signs checkpoints now. */
    NoteVerificationKey inForce() {
        List<Rotated> rotations = onRecord();
        return rotations.isEmpty()
                ? keys.checkpoints().verificationKey()
                : rotations.getLast().key().next();
    }

    /**
     * What a checkpoint of this size is signed with, after one of the other size: the key in force, and each that it
     * replaced whose overlap has not ended, or whose end no checkpoint has covered yet.
     *
     * @throws MissingKeyException if one of them is not in the key directory
     */
    NoteSigningKey[] signing(long signedBefore, long size) {
        Set<NoteVerificationKey> wanted = new LinkedHashSet<>();
        NoteVerificationKey force = keys.checkpoints().verificationKey();
        Instant now = clock.instant();
        for (Rotated rotated : onRecord()) {
            if (rotated.sequence() >= size) {
                break;
            }
            boolean overlaps =
                    rotated.key().overlapUntil().filter(now::isBefore).isPresent();
            if (overlaps || rotated.sequence() >= signedBefore) {
                wanted.add(rotated.key().previous());
            }
            force = rotated.key().next();
        }
        wanted.add(force);
        return wanted.stream().map(this::require).toArray(NoteSigningKey[]::new);
    }

    private NoteSigningKey require(NoteVerificationKey key) {
        return keys.signing(key).orElseThrow(() -> new MissingKeyException(key));
    }

    /** A key that has to sign is not in the key directory. */
    static final class MissingKeyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MissingKeyException(NoteVerificationKey key) {
            super("The private half of " + key + " is not in the key directory");
        }
    }
}
