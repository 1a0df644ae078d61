package dev.syndicate.contracts.digest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * A SHA-256 digest. Its only text form, in JSON, in the database and on screen, is {@code sha256:} and 64 lowercase
 * hexadecimal digits. Anything else is refused with {@link IllegalArgumentException}.
 *
 * @param hex the 64 lowercase hexadecimal digits, without the prefix
 */
public record Digest(String hex) {

    private static final String PREFIX = "sha256:";
    private static final int LENGTH = 32;

    public Digest {
        if (!isHex(hex, 0)) {
            throw new IllegalArgumentException("A SHA-256 digest has 64 lowercase hexadecimal digits");
        }
    }

    /** Whether this is the text form of a digest. */
    public static boolean isDigest(String text) {
        return text.startsWith(PREFIX) && isHex(text, PREFIX.length());
    }

    /** The SHA-256 of these bytes, without any domain tag. */
    public static Digest of(byte[] content) {
        return ofHash(sha256().digest(content));
    }

    /** {@code SHA-256(tag || 0x00 || content)} of content that is written rather than held, as large views are. */
    public static Digest of(DomainTag tag, Consumer<OutputStream> content) {
        DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
        out.getMessageDigest().update(tag.prefix());
        content.accept(out);
        return ofHash(out.getMessageDigest().digest());
    }

    /** Wraps a hash that has been computed already; it must be 32 bytes long. */
    public static Digest ofHash(byte[] hash) {
        return new Digest(HexFormat.of().formatHex(hash));
    }

    /** Reads the text form, {@code sha256:<64 hex>}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Digest parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A digest is written as sha256:<64 lowercase hexadecimal digits>");
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    /** The 32 bytes of the hash. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The text form, {@code sha256:<64 hex>}. */
    @Override
    @JsonValue
    public String toString() {
        return PREFIX + hex;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform is required to have SHA-256", e);
        }
    }

    private static boolean isHex(String text, int from) {
        if (text.length() != from + 2 * LENGTH) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
