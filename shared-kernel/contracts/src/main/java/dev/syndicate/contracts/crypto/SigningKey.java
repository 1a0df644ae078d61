package dev.syndicate.contracts.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * An Ed25519 private key (RFC 8032) together with its public key. On disk it is a PEM file with one {@code PRIVATE KEY}
 * block, a PKCS #8 structure as of RFC 8410, readable by its owner alone. It never shows itself in a log:
 * {@link #toString()} names the public key.
 */
public final class SigningKey {

    private static final String LABEL = "PRIVATE KEY";
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;
    private final VerificationKey verificationKey;

    private SigningKey(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.verificationKey = new VerificationKey(publicKey);
    }

    /** A new key from the platform's strong random source. */
    public static SigningKey generate() {
        return generate(new SecureRandom());
    }

    /** The key of these 32 secret bytes (RFC 8032, 5.1.5). */
    public static SigningKey ofSeed(byte[] seed) {
        try {
            EdECPrivateKeySpec spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed.clone());
            return ofPrivateKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("An Ed25519 seed has 32 bytes", e);
        }
    }

    /** Reads a PEM text with one {@code PRIVATE KEY} block. */
    public static SigningKey parsePem(String pem) {
        try {
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Pem.decode(LABEL, pem));
            return ofPrivateKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 private key", e);
        }
    }

    /** Reads a PEM file with one {@code PRIVATE KEY} block. */
    public static SigningKey read(Path file) throws IOException {
        try {
            return parsePem(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no Ed25519 private key: " + e.getMessage(), e);
        }
    }

    /** Writes the key as a new PEM file with mode 0600; an existing file is an error, never replaced. */
    public void write(Path file) throws IOException {
        Pem.writePrivate(file, pem());
    }

    /** The PEM text, one {@code PRIVATE KEY} block. It is the secret itself. */
    public String pem() {
        return Pem.encode(LABEL, key.getEncoded());
    }

    /** The public half. */
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    /** The id of the public half. */
    public KeyId id() {
        return verificationKey.id();
    }

    /** The 64 bytes of the signature over this message; the same message always gives the same signature. */
    public byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance(ALGORITHM);
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing with " + verificationKey + " failed", e);
        }
    }

    @Override
    public String toString() {
        return "Ed25519 private key of " + verificationKey;
    }

    private static SigningKey ofPrivateKey(PrivateKey key) {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
        SigningKey whole = generate(new Replaying(seed));
        byte[] probe = {0};
        if (!whole.verificationKey.verifies(probe, new SigningKey(key, whole.publicKey()).sign(probe))) {
            throw new IllegalStateException("This Java platform does not derive Ed25519 public keys as expected");
        }
        return whole;
    }

    private PublicKey publicKey() {
        return verificationKey.key();
    }

    private static SigningKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every JDK since 15", e);
        }
    }

    /**
     * Hands a known seed to the key generator: the JDK computes a public key nowhere else, and PKCS #8 files as other
     * tools write them hold the seed only.
     */
    private static final class Replaying extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private final transient byte[] seed;

        Replaying(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("Expected to hand out " + seed.length + " bytes at once");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
