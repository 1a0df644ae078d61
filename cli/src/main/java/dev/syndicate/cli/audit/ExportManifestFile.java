package dev.syndicate.cli.audit;

import dev.syndicate.contracts.chain.ExportManifest;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The manifest of a downloaded export, held against the file. */
record ExportManifestFile(ExportManifest manifest) {

    static ExportManifestFile parse(byte[] json) {
        try {
            return new ExportManifestFile(ExportManifest.parse(json));
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("audit-service answered no manifest: " + e.getMessage(), e);
        }
    }

    /** Refuses a file with other bytes than the manifest states. */
    ExportManifestFile requireAbout(Path file) throws IOException {
        if (Files.size(file) != manifest.bytes() || !digest(file).equals(manifest.digest())) {
            throw new UnreadableException(file + " has not the bytes that its manifest states; export it again");
        }
        return this;
    }

    long count() {
        return manifest.count();
    }

    long first() {
        return manifest.first();
    }

    long last() {
        return manifest.last();
    }

    long bytes() {
        return manifest.bytes();
    }

    Digest digest() {
        return manifest.digest();
    }

    private static Digest digest(Path file) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return Digest.ofHash(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
