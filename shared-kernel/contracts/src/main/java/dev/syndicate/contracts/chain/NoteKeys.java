package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the two text forms of note keys share (c2sp.org/signed-note, "Signatures" and "Ed25519 signatures"). */
final class NoteKeys {

    /** The signature type of plain Ed25519. */
    static final byte ED25519 = 1;

    private static final int ID_DIGITS = 8;

    private NoteKeys() {}

    /** The first four bytes of SHA-256(name || 0x0A || 0x01 || public key), as eight hexadecimal digits. */
    static String id(String name, byte[] publicKey) {
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        hashed.write('\n');
        hashed.write(ED25519);
        hashed.writeBytes(publicKey);
        return Digest.of(hashed.toByteArray()).hex().substring(0, ID_DIGITS);
    }

    /** The type byte and the key, in standard Base 64. */
    static String encode(byte[] key) {
        byte[] typed = new byte[key.length + 1];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, key.length);
        return Base64.getEncoder().encodeToString(typed);
    }

    /** The 32 bytes behind the type byte of an Ed25519 key. */
    static byte[] decode(String encoded) {
        byte[] typed = base64(encoded);
        if (typed.length != 33 || typed[0] != ED25519) {
            throw new IllegalArgumentException("Only Ed25519 note keys (type 0x01, 32 bytes) are read");
        }
        byte[] key = new byte[32];
        System.arraycopy(typed, 1, key, 0, key.length);
        return key;
    }

    /** Standard Base 64 in its one canonical spelling: Java's decoder alone is lenient with padding and spare bits. */
    static byte[] base64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("Not canonical Base 64");
        }
        return bytes;
    }

    static String requireName(String name) {
        boolean clean = name.codePoints()
                .noneMatch(c -> Character.isSpaceChar(c) || Character.isWhitespace(c) || c < ' ' || c == '+');
        if (name.isEmpty() || !clean) {
            throw new IllegalArgumentException("A key name has no spaces, no plus, and is not empty");
        }
        return name;
    }
}
