package dev.syndicate.contracts.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An Ed25519 public key (RFC 8032). On disk it is a PEM file with one {@code PUBLIC KEY} block, a SubjectPublicKeyInfo as
 * of RFC 8410. Two keys are equal when their bytes are.
 */
public final class VerificationKey {

    /** The DER of RFC 8410 in front of the 32 raw bytes; it is the same for every Ed25519 key. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String LABEL = "PUBLIC KEY";
    private static final int RAW_LENGTH = 32;

    private final PublicKey key;
    private final KeyId id;

    VerificationKey(PublicKey key) {
        this.key = key;
        this.id = KeyId.ofSubjectPublicKeyInfo(key.getEncoded());
    }

    /** The key of these 32 raw bytes (RFC 8032, 5.1.5). */
    public static VerificationKey ofRaw(byte[] raw) {
        if (raw.length != RAW_LENGTH) {
            throw new IllegalArgumentException("An Ed25519 public key has 32 bytes, not " + raw.length);
        }
        byte[] der = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + RAW_LENGTH);
        System.arraycopy(raw, 0, der, SPKI_PREFIX.length, RAW_LENGTH);
        return ofSubjectPublicKeyInfo(der);
    }

    /** Reads a PEM text with one {@code PUBLIC KEY} block. */
    public static VerificationKey parsePem(String pem) {
        return ofSubjectPublicKeyInfo(Pem.decode(LABEL, pem));
    }

    /** Reads a PEM file with one {@code PUBLIC KEY} block. */
    public static VerificationKey read(Path file) throws IOException {
        try {
            return parsePem(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no Ed25519 public key: " + e.getMessage(), e);
        }
    }

    /** Writes the key as a PEM file, replacing what was there. */
    public void write(Path file) throws IOException {
        Files.writeString(file, pem(), StandardCharsets.US_ASCII);
    }

    /** The PEM text, one {@code PUBLIC KEY} block. */
    public String pem() {
        return Pem.encode(LABEL, key.getEncoded());
    }

    /** The 32 raw bytes (RFC 8032, 5.1.5), as the signed notes of the audit log carry them. */
    public byte[] raw() {
        return Arrays.copyOfRange(key.getEncoded(), SPKI_PREFIX.length, SPKI_PREFIX.length + RAW_LENGTH);
    }

    PublicKey key() {
        return key;
    }

    /** The first 16 hexadecimal digits of the SHA-256 of the SubjectPublicKeyInfo. */
    public KeyId id() {
        return id;
    }

    /** Whether this is a signature of this key over this message. Malformed signatures are simply not. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every JDK since 15", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey that && Arrays.equals(key.getEncoded(), that.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Ed25519 public key " + id;
    }

    private static VerificationKey ofSubjectPublicKeyInfo(byte[] der) {
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
            if (!Arrays.equals(key.getEncoded(), der)) {
                throw new IllegalArgumentException("Not the canonical encoding of an Ed25519 public key");
            }
            return new VerificationKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an Ed25519 public key", e);
        }
    }
}
