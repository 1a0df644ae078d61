package dev.syndicate.platform.content;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What of Tink is used: XAES-256-GCM, whose random nonces never run out. */
final class Crypto {

    /** Tink keeps a source of random numbers for each thread, and a virtual thread would make one for a single nonce. */
    private static final ExecutorService LASTING = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("content-encryption-", 0).factory());

    private Crypto() {}

    static Aead aead(KeysetHandle keys) throws GeneralSecurityException {
        AeadConfig.register();
        return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** Encrypts with a random nonce. */
    static byte[] encrypt(Aead aead, byte[] bytes, byte[] about) throws GeneralSecurityException {
        Future<byte[]> encrypted = LASTING.submit(() -> aead.encrypt(bytes, about));
        try {
            return encrypted.get();
        } catch (ExecutionException e) {
            throw new GeneralSecurityException("Encryption failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GeneralSecurityException("Encryption was interrupted", e);
        }
    }

    /** Associated data: what a ciphertext is about, so that it cannot stand for anything else. */
    static byte[] about(String kind, String... what) {
        return (kind + "\0" + String.join("\0", what)).getBytes(StandardCharsets.UTF_8);
    }
}
