package dev.syndicate.contracts.digest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one proposed action completely, with its call and its turn. See docs/spec/canonical-action.md.
 *
 * @param digest the SHA-256; the text form is that of {@link Digest}
 */
public record ActionDigest(Digest digest) {

    /** The domain tag, {@code syndicate/action/v1}. */
    public static final DomainTag TAG = new DomainTag("syndicate/action/v1");

    /** The digest of the canonical bytes of a whole action. */
    public static ActionDigest over(byte[] canonicalAction) {
        return new ActionDigest(TAG.digest(canonicalAction));
    }

    /** Reads the text form, {@code sha256:<64 hex>}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ActionDigest parse(String text) {
        return new ActionDigest(Digest.parse(text));
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
