package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which key may speak for the log at which size: the caller's keys, and those to which the records lead from them
 * (docs/spec/chain-format.md, section 6.1). Nothing that a bundle or a database says adds a key by itself: a rotation
 * counts once a checkpoint that covers its record is signed by a key that is trusted already.
 */
public final class KeyHistory {

    private static final int MAX_ROTATIONS = 1000;

    private final Set<NoteVerificationKey> known;
    private final LogId log;
    private final List<Rotated> rotations = new ArrayList<>();
    private final List<Adopted> adoptions = new ArrayList<>();

    private record Rotated(long sequence, KeyRotation key) {}

    private record Adopted(long sequence, Adoption adoption) {}

    private KeyHistory(Collection<NoteVerificationKey> trusted) {
        this.known = new LinkedHashSet<>(trusted);
        this.log = known.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("At least one key has to be trusted"))
                .log();
        if (known.stream().anyMatch(key -> !key.log().equals(log))) {
            throw new IllegalArgumentException("The trusted keys are all of one log");
        }
    }

    /** Trusts these keys of one log, which somebody handed over who did not take them from what is verified. */
    public static KeyHistory trusting(Collection<NoteVerificationKey> keys) {
        return new KeyHistory(keys);
    }

    /** Trusts this key. */
    public static KeyHistory trusting(NoteVerificationKey key) {
        return new KeyHistory(List.of(key));
    }

    /** The log that the keys speak for. */
    public LogId log() {
        return log;
    }

    /** The trusted keys, and after {@link #settle} those that the records led to. */
    public List<NoteVerificationKey> known() {
        return List.copyOf(known);
    }

    /** Whether a known key signed the note. */
    public boolean signed(SignedNote note) {
        return known.stream().anyMatch(note::isSignedBy);
    }

    /** Whether a line of the note names a known key and does not verify under it. */
    public boolean isForged(SignedNote note) {
        return known.stream()
                .anyMatch(key ->
                        note.signatures().stream().anyMatch(line -> line.namesKey(key)) && !note.isSignedBy(key));
    }

    /** Notes what the walk met: a key that is replaced. */
    Optional<Broken> rotated(long sequence, KeyRotation rotation) {
        boolean follows =
                rotations.isEmpty() || rotations.getLast().key().next().equals(rotation.previous());
        if (!follows
                || rotations.size() == MAX_ROTATIONS
                || !rotation.previous().log().equals(log)) {
            return Optional.of(new Broken(
                    ChainFault.CHECKPOINT_SIGNATURE, sequence, "It replaces a key that is not the one in force"));
        }
        rotations.add(new Rotated(sequence, rotation));
        return Optional.empty();
    }

    /** Notes what the walk met: an adoption, whose checkpoint is judged when all keys are known. */
    void adopted(long sequence, Adoption adoption) {
        adoptions.add(new Adopted(sequence, adoption));
    }

    /**
     * Judges the checkpoints, once the records lead to every one of them: each is signed by the key in force at its size,
     * and the last one by a trusted key or one that follows from it.
     *
     * @param checkpoints in ascending size
     */
    public Optional<Broken> settle(List<SignedNote> checkpoints) {
        follow(checkpoints);
        for (SignedNote note : checkpoints) {
            if (!isSignedInForce(note) || isForged(note)) {
                return Optional.of(new Broken(
                        ChainFault.CHECKPOINT_SIGNATURE,
                        null,
                        "The key in force at its size, as far as it is trusted, did not sign the checkpoint"));
            }
        }
        return adoptions.stream()
                .filter(adopted -> !signed(adopted.adoption().previous())
                        || isForged(adopted.adoption().previous()))
                .findFirst()
                .map(adopted -> new Broken(
                        ChainFault.ADOPTION, adopted.sequence(), "No trusted key signed the checkpoint that it names"));
    }

    /** A checkpoint under a known key proves every record that it covers, and so each key that they name. */
    private void follow(List<SignedNote> checkpoints) {
        int before;
        do {
            before = known.size();
            long proved = checkpoints.stream()
                    .filter(this::signed)
                    .mapToLong(KeyHistory::size)
                    .max()
                    .orElse(0);
            for (Rotated rotated : rotations) {
                if (rotated.sequence() < proved) {
                    known.add(rotated.key().previous());
                    known.add(rotated.key().next());
                }
            }
        } while (known.size() > before);
    }

    private boolean isSignedInForce(SignedNote note) {
        NoteVerificationKey key = inForce(size(note));
        return key == null ? signed(note) : known.contains(key) && note.isSignedBy(key);
    }

    /** The key in force for a checkpoint of this size; null when no record says. */
    private @Nullable NoteVerificationKey inForce(long size) {
        NoteVerificationKey key =
                rotations.isEmpty() ? null : rotations.getFirst().key().previous();
        for (Rotated rotated : rotations) {
            key = rotated.sequence() < size ? rotated.key().next() : key;
        }
        return key;
    }

    private static long size(SignedNote note) {
        return Checkpoint.parse(note.text()).size();
    }
}
