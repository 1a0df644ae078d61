package dev.syndicate.platform.content;

import com.google.crypto.tink.Aead;

/**
 * A key that encrypts the keys of persons and nothing else. Here it comes from a file ({@link MasterKeyFiles}); one that
 * never leaves a key management service is a bean of {@link ContentMasters} with that service's {@link Aead}.
 *
 * @param id names the key in the database, for example {@code 4f1c0d2e9b8a7c6d}; never derived from fewer than all its bits
 * @param aead encrypts and decrypts with it
 */
public record ContentMaster(String id, Aead aead) {

    public ContentMaster {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A master key has a name");
        }
    }
}
