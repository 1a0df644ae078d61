package dev.syndicate.contracts.digest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names what an action would do, whichever call or turn it came with. Decisions, approvals, permits and grants bind it.
 * See docs/spec/canonical-action.md.
 *
 * @param digest the SHA-256; the text form is that of {@link Digest}
 */
public record IntentDigest(Digest digest) {

    /** The domain tag, {@code syndicate/intent/v1}. */
    public static final DomainTag TAG = new DomainTag("syndicate/intent/v1");

    /** The digest of the canonical bytes of an action without {@code call} and {@code session.turn}. */
    public static IntentDigest over(byte[] canonicalIntent) {
        return new IntentDigest(TAG.digest(canonicalIntent));
    }

    /** Reads the text form, {@code sha256:<64 hex>}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static IntentDigest parse(String text) {
        return new IntentDigest(Digest.parse(text));
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
