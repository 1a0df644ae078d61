package dev.syndicate.platform.crypto;

import java.io.ByteArrayOutputStream;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** Pure Ed25519 over a whole message. What is computed once for a key is kept as long as the key is. */
final class Ed25519Signature extends SignatureSpi {

    private static final int SPKI_LENGTH = 44;

    private static final Map<PublicKey, Ed25519PublicKeyParameters> POINTS =
            Collections.synchronizedMap(new WeakHashMap<>());
    private static final Map<PrivateKey, Ed25519PrivateKeyParameters> SECRETS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable Ed25519PublicKeyParameters point;
    private @Nullable Ed25519PrivateKeyParameters secret;

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
        Ed25519PublicKeyParameters known = POINTS.get(key);
        if (known == null) {
            known = pointOf(key);
            POINTS.put(key, known);
        }
        begin(known, null);
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
        Ed25519PrivateKeyParameters known = SECRETS.get(key);
        if (known == null) {
            known = secretOf(key);
            SECRETS.put(key, known);
        }
        begin(null, known);
    }

    private void begin(@Nullable Ed25519PublicKeyParameters verifying, @Nullable Ed25519PrivateKeyParameters signing) {
        point = verifying;
        secret = signing;
        message.reset();
    }

    /** The raw key is the end of its SubjectPublicKeyInfo (RFC 8410). */
    private static Ed25519PublicKeyParameters pointOf(PublicKey key) throws InvalidKeyException {
        byte[] encoded = key.getEncoded();
        if (encoded == null || encoded.length != SPKI_LENGTH) {
            throw new InvalidKeyException("Not an Ed25519 public key");
        }
        try {
            return new Ed25519PublicKeyParameters(encoded, SPKI_LENGTH - Ed25519.PUBLIC_KEY_SIZE);
        } catch (IllegalArgumentException noPoint) {
            throw new InvalidKeyException("Not a point of the curve", noPoint);
        }
    }

    private static Ed25519PrivateKeyParameters secretOf(PrivateKey key) throws InvalidKeyException {
        byte[] seed = key instanceof EdECPrivateKey known ? known.getBytes().orElse(null) : null;
        if (seed == null || seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new InvalidKeyException("Not an Ed25519 private key");
        }
        return new Ed25519PrivateKeyParameters(seed);
    }

    @Override
    protected void engineUpdate(byte b) {
        message.write(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        message.write(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        Ed25519PrivateKeyParameters key = secret;
        if (key == null) {
            throw new SignatureException("Not initialised for signing");
        }
        byte[] text = taken();
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        key.sign(Ed25519.Algorithm.Ed25519, null, text, 0, text.length, signature, 0);
        return signature;
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        Ed25519PublicKeyParameters key = point;
        if (key == null) {
            throw new SignatureException("Not initialised for verification");
        }
        byte[] text = taken();
        return signature.length == Ed25519.SIGNATURE_SIZE
                && key.verify(Ed25519.Algorithm.Ed25519, null, text, 0, text.length, signature, 0);
    }

    private byte[] taken() {
        byte[] text = message.toByteArray();
        message.reset();
        return text;
    }

    @Override
    protected void engineSetParameter(@Nullable AlgorithmParameterSpec parameters)
            throws InvalidAlgorithmParameterException {
        if (parameters != null) {
            throw new InvalidAlgorithmParameterException("Ed25519 takes no parameters here");
        }
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException("Ed25519 takes no parameters here");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException("Ed25519 has no parameters here");
    }
}
