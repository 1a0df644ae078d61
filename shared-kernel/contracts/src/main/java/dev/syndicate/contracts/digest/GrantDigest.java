package dev.syndicate.contracts.digest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names exactly which standing grant a reviewer votes for; see docs/spec/standing-grant.md.
 *
 * @param digest the SHA-256; the text form is that of {@link Digest}
 */
public record GrantDigest(Digest digest) {

    /** The domain tag, {@code syndicate/standing-grant/v1}. */
    public static final DomainTag TAG = new DomainTag("syndicate/standing-grant/v1");

    /** The digest of the canonical bytes of a standing grant. */
    public static GrantDigest over(byte[] canonicalGrant) {
        return new GrantDigest(TAG.digest(canonicalGrant));
    }

    /** Reads the text form, {@code sha256:<64 hex>}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static GrantDigest parse(String text) {
        return new GrantDigest(Digest.parse(text));
    }

    /** The 64 lowercase hexadecimal digits, without the prefix. */
    public String hex() {
        return digest.hex();
    }

    /** The text form, {@code sha256:<64 hex>}. */
    @Override
    @JsonValue
    public String toString() {
        return digest.toString();
    }
}
