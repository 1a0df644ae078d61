package dev.syndicate.contracts.chain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.contracts.digest.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * 32 bytes of SHA-256 output: a leaf, a node or a root of the tree, or a body hash. It is kept as bytes because millions
 * of them are compared in one verification; its text form is that of {@link Digest}, {@code sha256:<64 hex>}.
 */
public final class Hash {

    /** The number of bytes of every hash. */
    public static final int LENGTH = 32;

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hash::newSha256);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Wraps 32 bytes that are a hash already; any other length is refused. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** Wraps the hash of this digest. */
    public static Hash of(Digest digest) {
        return new Hash(digest.bytes());
    }

    /** Reads the text form, {@code sha256:<64 hex>}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Hash parse(String text) {
        return of(Digest.parse(text));
    }

    /** SHA-256 over the concatenation of the parts. */
    static Hash sha256(byte prefix, byte[]... parts) {
        MessageDigest digest = SHA_256.get();
        digest.update(prefix);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /** SHA-256 over {@code tag || 0x00 || content}; the same value as the domain tag's own digest, without the text. */
    static Hash tagged(byte[] tagAndZero, byte[] content) {
        MessageDigest digest = SHA_256.get();
        digest.update(tagAndZero);
        return new Hash(digest.digest(content));
    }

    /** SHA-256 of nothing, the root of the empty tree (RFC 6962, 2.1). */
    static Hash ofNothing() {
        return new Hash(SHA_256.get().digest());
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The same hash as a digest. */
    public Digest digest() {
        return Digest.ofHash(bytes);
    }

    /** The array itself, for hashing inside this package; nobody writes to it. */
    byte[] shared() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The text form, {@code sha256:<64 hex>}. */
    @Override
    @JsonValue
    public String toString() {
        return digest().toString();
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform is required to have SHA-256", e);
        }
    }
}
