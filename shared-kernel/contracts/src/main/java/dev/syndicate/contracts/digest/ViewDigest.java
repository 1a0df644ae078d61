package dev.syndicate.contracts.digest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names exactly what a reviewer was shown; every vote carries it. See docs/spec/view.md.
 *
 * @param digest the SHA-256; the text form is that of {@link Digest}
 */
public record ViewDigest(Digest digest) {

    /** The domain tag of a view in which nothing is masked, {@code syndicate/view/v1}. */
    public static final DomainTag TAG = new DomainTag("syndicate/view/v1");

    /** The domain tag of a view in which policy lets secrets be masked, {@code syndicate/view/v2}. */
    public static final DomainTag MASKED_TAG = new DomainTag("syndicate/view/v2");

    /** The digest of the canonical bytes of a rendered view in which nothing is masked. */
    public static ViewDigest over(byte[] canonicalView) {
        return new ViewDigest(TAG.digest(canonicalView));
    }

    /** Reads the text form, {@code sha256:<64 hex>}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ViewDigest parse(String text) {
        return new ViewDigest(Digest.parse(text));
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
