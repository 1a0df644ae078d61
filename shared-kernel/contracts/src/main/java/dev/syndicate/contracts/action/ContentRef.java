package dev.syndicate.contracts.action;

import dev.syndicate.contracts.digest.Digest;
import java.util.Objects;

/**
 * Refers to bytes in the content store, where large or personal content is kept once and apart.
 *
 * @param digest plain SHA-256 of the bytes, without a domain tag: the key of the content table
 * @param size in bytes
 */
public record ContentRef(Digest digest, long size) {

    public ContentRef {
        Objects.requireNonNull(digest, "digest");
        if (size < 0) {
            throw new IllegalArgumentException("A size is not negative");
        }
    }
}
