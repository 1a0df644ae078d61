package dev.syndicate.contracts.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** One DER structure in a PEM file (RFC 7468). */
final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    static String encode(String label, byte[] der) {
        return begin(label) + "\n" + LINES.encodeToString(der) + "\n" + end(label) + "\n";
    }

    static byte[] decode(String label, String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith(begin(label)) || !trimmed.endsWith(end(label))) {
            throw new IllegalArgumentException("Expected one PEM block labelled " + label);
        }
        String body = trimmed.substring(
                begin(label).length(), trimmed.length() - end(label).length());
        return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    }

    /** Writes a new file that only its owner can read; an existing file is never replaced. */
    static void writePrivate(Path file, String pem) throws IOException {
        FileAttribute<?>[] attributes =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Files.createFile(file, attributes);
        Files.writeString(file, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
