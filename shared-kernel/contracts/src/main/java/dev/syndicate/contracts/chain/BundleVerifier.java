package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies a bundle with nothing but a trusted key. It needs neither database nor service, takes no key from the bundle,
 * recomputes every byte, and fails on empty input.
 */
public final class BundleVerifier {

    private static final Set<String> MEMBERS = Set.of("header", "body", "proof");

    private final BundleLines lines;
    private final KeyHistory keys;
    private long at;

    private BundleVerifier(InputStream bundle, KeyHistory keys) {
        this.lines = new BundleLines(bundle);
        this.keys = keys;
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

    /**
     * Reads the bundle to its end.
     *
     * @param bundle the bundle's bytes
     * @param trusted keys of one log, at least one, from whoever asks for the verification
     * @throws IOException when the bytes cannot be read; what is wrong with them is a verdict
     */
    public static ChainVerdict verify(InputStream bundle, Collection<NoteVerificationKey> trusted) throws IOException {
        return new BundleVerifier(bundle, KeyHistory.trusting(trusted)).verdict();
    }

    private ChainVerdict verdict() throws IOException {
        Optional<JsonObject> first;
        BundleManifest manifest;
        try {
            first = lines.next();
            if (first.isEmpty()) {
                return new Broken(ChainFault.EMPTY, null, "The bundle is empty");
            }
            manifest = BundleManifest.parse(first.get());
        } catch (IllegalArgumentException | BundleLines.UnfinishedLineException e) {
            return new Broken(ChainFault.BUNDLE_MALFORMED, null, "The manifest cannot be read: " + e.getMessage());
        }
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
        ChainWalk walk = new ChainWalk(manifest.origin(), left, null, checkpoints, keys);
        Optional<Broken> fault = eachLine(manifest.count(), line -> walk.accept(record(line, false)));
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

    private ChainVerdict selection(BundleManifest manifest, Checkpoint head) throws IOException {
        SelectionCheck check = new SelectionCheck(head);
        return eachLine(manifest.count(), line -> check.accept(CheckedRecord.of(record(line, true)), proof(line)))
                .<ChainVerdict>map(fault -> fault)
                .orElseGet(() -> new ChainVerdict.Intact(check.first(), check.last(), manifest.count(), head));
    }

    private interface LineCheck {
        Optional<Broken> check(JsonObject line);
    }

    private Optional<Broken> eachLine(long count, LineCheck check) throws IOException {
        for (long i = 0; i < count; i++, at++) {
            Optional<Broken> fault = nextLine(check);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return surplus();
    }

    private Optional<Broken> nextLine(LineCheck check) throws IOException {
        try {
            Optional<JsonObject> line = lines.next();
            return line.isPresent() ? check.check(line.get()) : here(ChainFault.TRUNCATED, "The bundle ends here");
        } catch (BundleLines.UnfinishedLineException e) {
            return here(ChainFault.TRUNCATED, "The bundle ends inside a line");
        } catch (IllegalArgumentException e) {
            return here(ChainFault.BUNDLE_MALFORMED, "The line cannot be read: " + e.getMessage());
        }
    }

    private Optional<Broken> surplus() throws IOException {
        try {
            return lines.next().isEmpty() ? Optional.empty() : here(ChainFault.SURPLUS, "The bundle goes on");
        } catch (BundleLines.UnfinishedLineException | IllegalArgumentException e) {
            return here(ChainFault.SURPLUS, "The bundle goes on");
        }
    }

    private static ChainRecord record(JsonObject line, boolean proved) {
        if (!MEMBERS.containsAll(line.names()) || line.has("proof") != proved) {
            throw new IllegalArgumentException("A record's line has a header and a body, in a selection a proof");
        }
        return new ChainRecord(NoteKeys.base64(line.string("header")), NoteKeys.base64(line.string("body")));
    }

    private static List<Hash> proof(JsonObject line) {
        return line.strings("proof").stream().map(BundleManifest::hash).toList();
    }

    private Optional<Broken> here(ChainFault fault, String detail) {
        return Optional.of(new Broken(fault, at, detail));
    }

    private static Optional<Broken> before(ChainFault fault, String detail) {
        return Optional.of(new Broken(fault, null, detail));
    }
}
