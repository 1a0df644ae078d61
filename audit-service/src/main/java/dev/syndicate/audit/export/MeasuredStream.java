package dev.syndicate.audit.export;

import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Passes bytes on, and knows how many records and bytes they were, and their SHA-256. */
final class MeasuredStream {

    private final OutputStream out;
    private final MessageDigest sha256;
    private long count;
    private long bytes;

    MeasuredStream(OutputStream out) {
        this.out = out;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void write(byte[] content) throws IOException {
        out.write(content);
        sha256.update(content);
        bytes += content.length;
    }

    /** What was written last was a record. */
    void counted() {
        count++;
    }

    /** Everything that was written up to now. */
    Export.Measure measure() {
        return new Export.Measure(count, bytes, Digest.ofHash(sha256.digest()));
    }
}
