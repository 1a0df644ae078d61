package dev.syndicate.contracts.crypto;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104, FIPS 198-1): 32 bytes that only the holder of the key can make. */
public final class Hmac {

    private static final String NAME = "HmacSHA256";

    private Hmac() {}

    /** {@code HMAC-SHA256(key, part1 || part2 …)}. */
    public static byte[] sha256(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform is required to have " + NAME, e);
        }
    }
}
