package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The first line of a bundle: what follows, and the signed checkpoints that it must lead to (docs/spec/chain-format.md,
 * section 7). Nothing in it is believed for its own sake.
 *
 * @param kind whether the records are a gapless range up to the last checkpoint, or a selection with proofs
 * @param origin the log and the epoch of the last checkpoint
 * @param first sequence of the first record of a range; 0 for a selection
 * @param count the number of records, at least 1
 * @param left the subtrees in front of the first record of a range, the largest first
 * @param checkpoints notes in ascending size; the last is the head that everything leads to
 */
public record BundleManifest(
        Kind kind, LogOrigin origin, long first, long count, List<Hash> left, List<SignedNote> checkpoints) {

    /** The format tag of this version. */
    public static final String FORMAT = "syndicate/bundle/v1";

    private static final Set<String> MEMBERS =
            Set.of("format", "kind", "log", "epoch", "first", "count", "left", "checkpoints");
    private static final int MAX_CHECKPOINTS = 1000;

    /** How the records of a bundle belong together. */
    public enum Kind {
        /** Every record from the first to the head. */
        RANGE("range"),
        /** Single records, each with an inclusion proof. */
        SELECTION("selection");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        static Kind of(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName.equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Not a kind of bundle: " + wireName));
        }
    }

    public BundleManifest {
        left = List.copyOf(left);
        checkpoints = List.copyOf(checkpoints);
        if (first < 0 || count < 1 || checkpoints.isEmpty() || checkpoints.size() > MAX_CHECKPOINTS) {
            throw new IllegalArgumentException("A bundle has at least one record and 1 to 1000 checkpoints");
        }
        CompactRange.of(first, left);
    }

    /** A gapless range up to the last of these checkpoints. */
    public static BundleManifest range(LogOrigin origin, CompactRange left, long count, List<SignedNote> checkpoints) {
        return new BundleManifest(Kind.RANGE, origin, left.size(), count, left.subtrees(), checkpoints);
    }

    /** Single records, each proved under this checkpoint. */
    public static BundleManifest selection(LogOrigin origin, long count, SignedNote checkpoint) {
        return new BundleManifest(Kind.SELECTION, origin, 0, count, List.of(), List.of(checkpoint));
    }

    static BundleManifest parse(JsonObject line) {
        if (!line.string("format").equals(FORMAT) || !MEMBERS.containsAll(line.names())) {
            throw new IllegalArgumentException("Not a manifest of " + FORMAT);
        }
        return new BundleManifest(
                Kind.of(line.string("kind")),
                new LogOrigin(LogId.parse(line.string("log")), line.integer("epoch")),
                line.integer("first"),
                line.integer("count"),
                line.strings("left").stream().map(BundleManifest::hash).toList(),
                line.strings("checkpoints").stream().map(SignedNote::parse).toList());
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("format", FORMAT)
                .put("kind", kind.wireName)
                .put("log", origin.log().toString())
                .put("epoch", origin.epoch())
                .put("first", first)
                .put("count", count)
                .put("left", hashes(left))
                .put(
                        "checkpoints",
                        JsonArray.ofStrings(
                                checkpoints.stream().map(SignedNote::toString).toList()))
                .build();
    }

    static JsonValue hashes(List<Hash> hashes) {
        return JsonArray.ofStrings(hashes.stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash.shared()))
                .toList());
    }

    static Hash hash(String base64) {
        return Hash.of(NoteKeys.base64(base64));
    }
}
