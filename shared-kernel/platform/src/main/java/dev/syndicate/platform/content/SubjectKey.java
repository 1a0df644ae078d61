package dev.syndicate.platform.content;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.Random;
import dev.syndicate.contracts.digest.Digest;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * A person's key, unwrapped: one part encrypts what is theirs, the other derives salts and, in the directory's row, pseudonyms.
 *
 * @param subject the pseudonym, or {@code *}
 */
record SubjectKey(UUID id, String subject, Aead aead, byte[] macKey) {

    private static final int MAC_KEY = 32;

    /** A new key, as it is kept: wrapped under the master. */
    static byte[] generate(UUID id, String subject, ContentMaster master) throws GeneralSecurityException {
        KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE_NO_PREFIX);
        byte[] keyset = TinkProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
        byte[] plain = ByteBuffer.allocate(MAC_KEY + keyset.length)
                .put(Random.randBytes(MAC_KEY))
                .put(keyset)
                .array();
        return master.aead().encrypt(plain, wrapping(id, subject));
    }

    static SubjectKey unwrap(UUID id, String subject, byte[] wrapped, ContentMaster master)
            throws GeneralSecurityException {
        ByteBuffer plain = ByteBuffer.wrap(master.aead().decrypt(wrapped, wrapping(id, subject)));
        byte[] macKey = new byte[MAC_KEY];
        plain.get(macKey);
        byte[] keyset = new byte[plain.remaining()];
        plain.get(keyset);
        KeysetHandle keys = TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
        return new SubjectKey(id, subject, Crypto.aead(keys), macKey);
    }

    /** The same key wrapped under another master, unseen by anybody else. */
    static byte[] rewrap(UUID id, String subject, byte[] wrapped, ContentMaster from, ContentMaster to)
            throws GeneralSecurityException {
        return to.aead().encrypt(from.aead().decrypt(wrapped, wrapping(id, subject)), wrapping(id, subject));
    }

    byte[] encrypt(Digest digest, byte[] bytes) throws GeneralSecurityException {
        return Crypto.encrypt(aead, bytes, content(digest));
    }

    byte[] decrypt(Digest digest, byte[] ciphertext) throws GeneralSecurityException {
        return aead.decrypt(ciphertext, content(digest));
    }

    private byte[] content(Digest digest) {
        return Crypto.about("syndicate/content/v1", digest.hex(), subject, id.toString());
    }

    private static byte[] wrapping(UUID id, String subject) {
        return Crypto.about("syndicate/content-key/v1", id.toString(), subject);
    }
}
