package dev.syndicate.contracts.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Says what kind of thing a hash is about, so that no bytes of one kind can be passed off as another. The hashed bytes
 * are the tag in ASCII, one zero byte, and the content: {@code SHA-256(tag || 0x00 || content)}.
 *
 * @param text printable ASCII without spaces, by convention {@code syndicate/<kind>/v<n>}
 */
public record DomainTag(String text) {

    public DomainTag {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("A domain tag is printable ASCII without spaces");
        }
    }

    /** {@code SHA-256(tag || 0x00 || part1 || part2 …)}. */
    public Digest digest(byte[]... parts) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(prefix());
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return Digest.ofHash(sha256.digest());
    }

    byte[] prefix() {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return text;
    }
}
