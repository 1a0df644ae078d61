package dev.syndicate.cli.audit;

import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Verifies a bundle with nothing but a key: no service, no database, nothing taken from the bundle on trust. */
final class OfflineVerification {

    private OfflineVerification() {}

    static Verdict of(Path bundle, Path key) {
        try (InputStream bytes = Files.newInputStream(bundle)) {
            return Verdict.of(BundleVerifier.verify(bytes, NoteVerificationKey.read(key)));
        } catch (IOException failure) {
            throw new UnreadableException(
                    "Cannot read " + bundle + " and " + key + ": " + failure.getMessage(), failure);
        }
    }
}
