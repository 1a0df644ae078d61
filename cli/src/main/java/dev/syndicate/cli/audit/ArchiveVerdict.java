package dev.syndicate.cli.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * What the verification of an archive found.
 *
 * @param file as it was named
 * @param digest SHA-256 of its bytes
 */
record ArchiveVerdict(
        String file, String digest, @JsonUnwrapped Verdict verdict) {

    private static final String RANGE = BundleManifest.Kind.RANGE.name().toLowerCase(Locale.ROOT);

    static ArchiveVerdict of(Path file, OfflineVerification verification) {
        Verdict verdict = verification.of(file);
        return new ArchiveVerdict(file.toString(), digest(file), verdict);
    }

    /** Whether every one of these records is in it, and is intact. */
    boolean holds(long first, long last) {
        Checked checked = verdict.checked();
        RecordRange read = verdict.records();
        return checked != null
                && read != null
                && checked.kind().equals(RANGE)
                && read.first() <= first
                && read.last() >= last;
    }

    String sentence() {
        return "Archive " + file + ": " + verdict.sentence();
    }

    private static String digest(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream read = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            read.transferTo(OutputStream.nullOutputStream());
            return Digest.ofHash(read.getMessageDigest().digest()).toString();
        } catch (IOException failure) {
            throw new UnreadableException("Cannot read " + file + ": " + failure.getMessage(), failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
