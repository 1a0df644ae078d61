package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.crypto.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named Ed25519 public key for signed notes, a <em>vkey</em>: {@code <name>+<key id>+<base64(0x01 || key)>}. A verifier
 * gets it from its operator, never from what it verifies.
 *
 * @param name for an audit log {@code syndicate.dev/log/<log id>}, so that the key pins the log
 * @param key the public key
 */
public record NoteVerificationKey(String name, VerificationKey key) {

    public NoteVerificationKey {
        NoteKeys.requireName(name);
    }

    /** Reads the text form. A wrong key id, type or spelling is an {@link IllegalArgumentException}. */
    public static NoteVerificationKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("A note key is <name>+<key id>+<key>");
        }
        byte[] raw = NoteKeys.decode(parts[2]);
        if (!NoteKeys.id(parts[0], raw).equals(parts[1])) {
            throw new IllegalArgumentException("The key id does not belong to this name and key");
        }
        return new NoteVerificationKey(parts[0], VerificationKey.ofRaw(raw));
    }

    /** Reads a file that holds the text form on one line. */
    public static NoteVerificationKey read(Path file) throws IOException {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no note verification key: " + e.getMessage(), e);
        }
    }

    /** Eight hexadecimal digits that select the key; no proof of anything. */
    public String id() {
        return NoteKeys.id(name, key.raw());
    }

    /** The log that this key speaks for. */
    public LogId log() {
        return LogId.ofKeyName(name);
    }

    /** The text form. */
    @Override
    public String toString() {
        return name + "+" + id() + "+" + NoteKeys.encode(key.raw());
    }
}
