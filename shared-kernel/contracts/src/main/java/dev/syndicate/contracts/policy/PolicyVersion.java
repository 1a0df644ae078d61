package dev.syndicate.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.contracts.digest.Digest;
import java.util.Objects;

/**
 * One immutable policy version: {@code <counter>:<sha256 of the canonical bundle>}.
 *
 * @param counter counts the published versions of this installation from 1
 * @param bundle plain SHA-256 of the canonical bundle (docs/spec/policy-bundle.md)
 */
public record PolicyVersion(long counter, Digest bundle) {

    public PolicyVersion {
        if (counter < 1) {
            throw new IllegalArgumentException("The counter of a policy version starts at 1");
        }
        Objects.requireNonNull(bundle, "bundle");
    }

    /** Reads {@code <counter>:<64 hex digits>}. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static PolicyVersion parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("A policy version is <counter>:<sha256 in hex>");
        }
        String counter = text.substring(0, colon);
        if (!counter.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("A policy version's counter is a decimal number from 1");
        }
        return new PolicyVersion(Long.parseLong(counter), Digest.parse("sha256:" + text.substring(colon + 1)));
    }

    @JsonValue
    @Override
    public String toString() {
        return counter + ":" + bundle.hex();
    }
}
