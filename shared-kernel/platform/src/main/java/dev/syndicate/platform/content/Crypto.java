package dev.syndicate.platform.content;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** What of Tink is used: XAES-256-GCM, whose random nonces never run out. */
final class Crypto {

    private Crypto() {}

    static Aead aead(KeysetHandle keys) throws GeneralSecurityException {
        AeadConfig.register();
        return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** Associated data: what a ciphertext is about, so that it cannot stand for anything else. */
    static byte[] about(String kind, String... what) {
        return (kind + "\0" + String.join("\0", what)).getBytes(StandardCharsets.UTF_8);
    }
}
