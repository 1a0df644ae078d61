package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.crypto.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * A named Ed25519 private key for signed notes: {@code PRIVATE+KEY+<name>+<key id>+<base64(0x01 || seed)>}, the form of
 * golang.org/x/mod/sumdb/note. It shows only its public half in {@link #toString()}.
 */
public final class NoteSigningKey {

    private static final String PREFIX = "PRIVATE+KEY+";

    private final byte[] seed;
    private final SigningKey key;
    private final NoteVerificationKey verificationKey;

    private NoteSigningKey(String name, byte[] seed) {
        this.seed = seed;
        this.key = SigningKey.ofSeed(seed);
        this.verificationKey = new NoteVerificationKey(name, key.verificationKey());
    }

    /** A new key under this name, from the platform's strong random source. */
    public static NoteSigningKey generate(String name) {
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        return new NoteSigningKey(name, seed);
    }

    /** A new key for this log. */
    public static NoteSigningKey generate(LogId log) {
        return generate(log.keyName());
    }

    /** Reads the secret text form. */
    public static NoteSigningKey parse(String text) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3) {
            throw new IllegalArgumentException("A note signing key is PRIVATE+KEY+<name>+<key id>+<seed>");
        }
        NoteSigningKey key = new NoteSigningKey(parts[0], NoteKeys.decode(parts[2]));
        if (!key.verificationKey.id().equals(parts[1])) {
            throw new IllegalArgumentException("The key id does not belong to this name and key");
        }
        return key;
    }

    /** Reads a file that holds the secret text form on one line. */
    public static NoteSigningKey read(Path file) throws IOException {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no note signing key: " + e.getMessage(), e);
        }
    }

    /** Writes the secret text form into a new file with mode 0600; an existing file is an error, never replaced. */
    public void write(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, secretText() + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    /** The secret text form: it is the secret itself. */
    public String secretText() {
        return PREFIX + verificationKey.name() + "+" + verificationKey.id() + "+" + NoteKeys.encode(seed);
    }

    /** The public half. */
    public NoteVerificationKey verificationKey() {
        return verificationKey;
    }

    byte[] sign(byte[] text) {
        return key.sign(text);
    }

    @Override
    public String toString() {
        return "Private key of " + verificationKey;
    }
}
