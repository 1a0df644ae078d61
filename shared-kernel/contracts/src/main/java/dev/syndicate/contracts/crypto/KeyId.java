package dev.syndicate.contracts.crypto;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.contracts.digest.Digest;

/**
 * Names a public key: the first 16 hexadecimal digits of the SHA-256 of its SubjectPublicKeyInfo (RFC 8410, DER). It
 * selects a key among trusted ones and proves nothing by itself.
 *
 * @param value 16 lowercase hexadecimal digits
 */
public record KeyId(@JsonValue String value) {

    private static final int LENGTH = 16;

    public KeyId {
        if (!value.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("A key id has 16 lowercase hexadecimal digits");
        }
    }

    /** Reads a key id. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static KeyId parse(String value) {
        return new KeyId(value);
    }

    static KeyId ofSubjectPublicKeyInfo(byte[] der) {
        return new KeyId(Digest.of(der).hex().substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
