package dev.syndicate.cli.audit;

import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Verifies a bundle with nothing but a key: no service, no database, nothing taken from the bundle on trust. */
final class OfflineVerification {

    private OfflineVerification() {}

    static Verdict of(Path bundle, List<Path> keys) {
        try (InputStream bytes = Files.newInputStream(bundle)) {
            return Verdict.of(BundleVerifier.verify(bytes, trusted(keys)));
        } catch (IOException failure) {
            throw new UnreadableException("Cannot read " + bundle + ": " + failure.getMessage(), failure);
        }
    }

    private static List<NoteVerificationKey> trusted(List<Path> files) throws IOException {
        List<NoteVerificationKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(NoteVerificationKey.read(file));
        }
        if (keys.stream().map(NoteVerificationKey::log).distinct().count() > 1) {
            throw new UnreadableException("The keys are of different logs; a bundle is of one.");
        }
        return keys;
    }
}
