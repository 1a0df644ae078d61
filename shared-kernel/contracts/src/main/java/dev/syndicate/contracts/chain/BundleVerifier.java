package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle with nothing but trusted keys. It needs neither database nor service, takes no key from the bundle,
 * recomputes every byte, and fails on empty input. Bodies and hashes are checked on several threads; what the records say
 * of each other, in their order.
 */
public final class BundleVerifier {

    /** Is told of every record that was found in order, in ascending sequence, before the whole bundle is. */
    @FunctionalInterface
    public interface RecordListener {

        /** What follows, before the first record. */
        default void begins(BundleManifest manifest) {}

        /** The next record. */
        void accept(CheckedRecord record);
    }

    private final BundleLines lines;
    private final KeyHistory keys;
    private final @Nullable SignedNote since;
    private final RecordListener listener;
    private BundleManifest.@Nullable Kind kind;
    private int checkpointCount;
    private long records;
    private long firstEpoch;
    private long lastEpoch;
    private long at;

    private BundleVerifier(InputStream bundle, KeyHistory keys, @Nullable SignedNote since, RecordListener listener) {
        this.lines = new BundleLines(bundle);
        this.keys = keys;
        this.since = since;
        this.listener = listener;
    }

    /**
     * Reads the bundle to its end.
     *
     * @param bundle the bundle's bytes
     * @param trusted the log's key, from whoever asks for the verification
     * @throws IOException when the bytes cannot be read; what is wrong with them is a verdict
     */
    public static ChainVerdict verify(InputStream bundle, NoteVerificationKey trusted) throws IOException {
        return verify(bundle, List.of(trusted));
    }

    /** The same with several keys of one log, at least one. */
    public static ChainVerdict verify(InputStream bundle, Collection<NoteVerificationKey> trusted) throws IOException {
        return report(bundle, trusted, null, record -> {}).verdict();
    }

    /**
     * Reads the bundle to its end and says what it was.
     *
     * @param bundle the bundle's bytes
     * @param trusted keys of one log, at least one, from whoever asks for the verification
     * @param since a checkpoint that the caller kept from before, which the records of a range have to lead through
     * @param listener is told of the records; what it hears is worth nothing before the verdict is intact
     * @throws IOException when the bytes cannot be read; what is wrong with them is a verdict
     */
    public static BundleReport report(
            InputStream bundle,
            Collection<NoteVerificationKey> trusted,
            @Nullable SignedNote since,
            RecordListener listener)
            throws IOException {
        return new BundleVerifier(bundle, KeyHistory.trusting(trusted), since, listener).report();
    }

    private BundleReport report() throws IOException {
        ChainVerdict verdict = verdict();
        return new BundleReport(verdict, kind, records, firstEpoch, lastEpoch, checkpointCount, keys.known());
    }

    private ChainVerdict verdict() throws IOException {
        BundleManifest manifest;
        try {
            byte[] first = lines.next();
            if (first == null) {
                return new Broken(ChainFault.EMPTY, null, "The bundle is empty");
            }
            manifest = BundleManifest.parse(RecordLine.object(first));
        } catch (IllegalArgumentException | BundleLines.UnfinishedLineException e) {
            return new Broken(ChainFault.BUNDLE_MALFORMED, null, "The manifest cannot be read: " + e.getMessage());
        }
        kind = manifest.kind();
        listener.begins(manifest);
        return verdict(manifest);
    }

    private ChainVerdict verdict(BundleManifest manifest) throws IOException {
        if (!areSigned(manifest)) {
            return new Broken(ChainFault.CHECKPOINT_SIGNATURE, null, "No trusted key signed the checkpoint");
        }
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (SignedNote note : manifest.checkpoints()) {
            Optional<Broken> fault = check(note, manifest, checkpoints);
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        checkpointCount = checkpoints.size();
        at = manifest.first();
        return switch (manifest.kind()) {
            case RANGE -> range(manifest, checkpoints);
            case SELECTION -> selection(manifest, checkpoints.getLast());
        };
    }

    /** A range may lead from one key to the next, so one signature is enough to begin with; a selection leads nowhere. */
    private boolean areSigned(BundleManifest manifest) {
        List<SignedNote> notes = manifest.checkpoints();
        boolean signed = switch (manifest.kind()) {
            case RANGE -> notes.stream().anyMatch(keys::signed);
            case SELECTION -> notes.stream().allMatch(keys::signed);
        };
        return signed && notes.stream().noneMatch(keys::isForged);
    }

    private Optional<Broken> check(SignedNote note, BundleManifest manifest, List<Checkpoint> checked) {
        try {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            LogOrigin origin = checkpoint.logOrigin();
            long size = checked.isEmpty() ? manifest.first() : checked.getLast().size();
            long epoch = checked.isEmpty() ? 1 : checked.getLast().logOrigin().epoch();
            if (!origin.log().equals(keys.log())
                    || !origin.log().equals(manifest.origin().log())
                    || origin.epoch() < epoch
                    || origin.epoch() > manifest.origin().epoch()
                    || checkpoint.size() <= size) {
                return before(ChainFault.CHECKPOINT_MISMATCH, "A checkpoint is not about these records");
            }
            checked.add(checkpoint);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return before(ChainFault.CHECKPOINT_MALFORMED, "A checkpoint cannot be read: " + e.getMessage());
        }
    }

    private ChainVerdict range(BundleManifest manifest, List<Checkpoint> checkpoints) throws IOException {
        Checkpoint head = checkpoints.getLast();
        if (!head.logOrigin().equals(manifest.origin()) || head.size() != manifest.first() + manifest.count()) {
            return new Broken(ChainFault.CHECKPOINT_MISMATCH, null, "The manifest differs from its checkpoint");
        }
        CompactRange left = CompactRange.of(manifest.first(), manifest.left());
        Optional<Broken> known = since(left, checkpoints);
        if (known.isPresent()) {
            return known.get();
        }
        ChainWalk walk = new ChainWalk(manifest.origin(), left, null, checkpoints, keys);
        Optional<Broken> fault = eachLine(manifest, line -> walk.accept(line.record()));
        if (fault.isPresent()) {
            return fault.get();
        }
        ChainVerdict verdict = walk.finish(head);
        return verdict instanceof Broken
                ? verdict
                : keys.settle(manifest.checkpoints())
                        .<ChainVerdict>map(broken -> broken)
                        .orElse(verdict);
    }

    /** Puts the checkpoint that the caller kept among those that the records have to lead to. */
    private Optional<Broken> since(CompactRange left, List<Checkpoint> checkpoints) {
        SignedNote kept = since;
        if (kept == null) {
            return Optional.empty();
        }
        if (!keys.signed(kept) || keys.isForged(kept)) {
            return before(ChainFault.CHECKPOINT_SIGNATURE, "No trusted key signed the checkpoint that was kept");
        }
        Checkpoint checkpoint = Checkpoint.parse(kept.text());
        long size = checkpoint.size();
        if (!checkpoint.logOrigin().log().equals(keys.log())
                || size < left.size()
                || size > checkpoints.getLast().size()) {
            return before(
                    ChainFault.CHECKPOINT_MISMATCH, "The bundle does not lead through the checkpoint that was kept");
        }
        if (size == left.size()) {
            return left.root().equals(checkpoint.root())
                    ? Optional.empty()
                    : Optional.of(new Broken(
                            ChainFault.TREE_ROOT, size, "The bundle does not begin with the tree that was kept"));
        }
        checkpoints.add(checkpoint);
        checkpoints.sort(Comparator.comparingLong(Checkpoint::size));
        return Optional.empty();
    }

    private ChainVerdict selection(BundleManifest manifest, Checkpoint head) throws IOException {
        if (since != null) {
            return new Broken(
                    ChainFault.CHECKPOINT_MISMATCH, null, "A selection does not lead from one checkpoint to another");
        }
        SelectionCheck check = new SelectionCheck(head);
        return eachLine(manifest, line -> check.accept(line.record(), line.proof()))
                .<ChainVerdict>map(fault -> fault)
                .orElseGet(() -> new ChainVerdict.Intact(check.first(), check.last(), manifest.count(), head));
    }

    private interface LineCheck {
        Optional<Broken> check(RecordLine line);
    }

    private Optional<Broken> eachLine(BundleManifest manifest, LineCheck check) throws IOException {
        boolean proved = manifest.kind() == BundleManifest.Kind.SELECTION;
        try (RecordPipeline pipeline = new RecordPipeline(lines, manifest.count(), proved)) {
            for (long i = 0; i < manifest.count(); i++, at++) {
                Optional<Broken> fault = switch (pipeline.next()) {
                    case RecordPipeline.Read read -> accept(read.line(), check);
                    case RecordPipeline.Unreadable bad -> here(ChainFault.BUNDLE_MALFORMED, bad.why());
                    case RecordPipeline.Ended ended -> here(ChainFault.TRUNCATED, ended.why());
                };
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return surplus();
    }

    private Optional<Broken> accept(RecordLine line, LineCheck check) {
        Optional<Broken> fault = check.check(line);
        RecordHeader header = line.record().header();
        if (fault.isEmpty() && header != null) {
            firstEpoch = records == 0 ? header.epoch() : firstEpoch;
            lastEpoch = header.epoch();
            records++;
            listener.accept(line.record());
        }
        return fault;
    }

    private Optional<Broken> surplus() throws IOException {
        try {
            return lines.next() == null ? Optional.empty() : here(ChainFault.SURPLUS, "The bundle goes on");
        } catch (BundleLines.UnfinishedLineException e) {
            return here(ChainFault.SURPLUS, "The bundle goes on");
        }
    }

    private Optional<Broken> here(ChainFault fault, String detail) {
        return Optional.of(new Broken(fault, at, detail));
    }

    private static Optional<Broken> before(ChainFault fault, String detail) {
        return Optional.of(new Broken(fault, null, detail));
    }
}
