package dev.syndicate.cli.run;

import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Plain SHA-256 of what is too large to hold. */
final class Pinned {

    private static final int BUFFER = 64 * 1024;

    private Pinned() {}

    /** The content of a file, as it is now. */
    static Digest file(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        return digest(sha256);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** What was put in; ends it. */
    static Digest digest(MessageDigest sha256) {
        return Digest.parse("sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }
}
