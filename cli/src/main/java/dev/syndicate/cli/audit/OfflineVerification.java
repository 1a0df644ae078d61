package dev.syndicate.cli.audit;

import dev.syndicate.contracts.chain.BundleReport;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.controls.ControlCheck;
import dev.syndicate.contracts.evidence.EvidenceReport;
import dev.syndicate.contracts.evidence.EvidenceVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle or an archive of evidence with nothing but keys: no service, no database, nothing taken from the file
 * on trust.
 */
final class OfflineVerification {

    private final List<NoteVerificationKey> keys;
    private final @Nullable SignedNote since;
    private final boolean controls;

    /**
     * With these keys.
     *
     * @param since a file with a checkpoint that was kept from before, to be led through
     * @param controls whether the five questions are asked of every execution
     */
    OfflineVerification(List<Path> keys, @Nullable Path since, boolean controls) {
        this.keys = trusted(keys);
        this.since = since == null ? null : note(since);
        this.controls = controls;
    }

    /** A range that begins behind the checkpoint that was kept says nothing about it, not even that it is broken. */
    void requireReachableFrom(long first) {
        SignedNote kept = since;
        if (kept != null && Checkpoint.parse(kept.text()).size() < first) {
            throw new UnreadableException(("The checkpoint that was kept lies among records that are gone: what is left"
                            + " begins at record %d. Verify their archive, with --bundle and --since.")
                    .formatted(first));
        }
    }

    Verdict of(Path file) {
        try {
            return EvidenceVerifier.isArchive(file) ? ofEvidence(file) : ofBundle(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private Verdict ofBundle(Path bundle) throws IOException {
        ControlCheck check = new ControlCheck();
        try (InputStream bytes = Files.newInputStream(bundle)) {
            BundleReport report = BundleVerifier.report(bytes, keys, since, controls ? check : record -> {});
            return Verdict.of(report, keys, controls ? check.report() : null);
        }
    }

    private Verdict ofEvidence(Path archive) throws IOException {
        if (since != null) {
            throw new UnreadableException("--since is for bundles; an archive is verified whole.");
        }
        ControlCheck check = new ControlCheck();
        EvidenceReport report = EvidenceVerifier.verify(archive, keys, controls ? check : record -> {});
        return Verdict.of(report, keys, controls ? check.report() : null);
    }

    private static List<NoteVerificationKey> trusted(List<Path> files) {
        List<NoteVerificationKey> keys = new ArrayList<>();
        for (Path file : files) {
            try {
                keys.add(NoteVerificationKey.read(file));
            } catch (IOException failure) {
                throw unreadable(file, failure);
            }
        }
        if (keys.stream().map(NoteVerificationKey::log).distinct().count() > 1) {
            throw new UnreadableException("The keys are of different logs; a bundle is of one.");
        }
        return keys;
    }

    private static SignedNote note(Path file) {
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            Checkpoint.parse(note.text()).logOrigin();
            return note;
        } catch (IOException | IllegalArgumentException failure) {
            throw unreadable(file, failure);
        }
    }

    private static UnreadableException unreadable(Path file, Exception failure) {
        return new UnreadableException("Cannot read " + file + ": " + failure.getMessage(), failure);
    }
}
