package dev.syndicate.contracts.crypto;

import dev.syndicate.contracts.crypto.InvalidJwsException.Reason;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON Web Signature in compact form (RFC 7515, 7.1) with Ed25519 (RFC 8037): {@code header.payload.signature}. The
 * protected header is {@code {"alg":"EdDSA","kid":"<key id>","typ":"<type>"}} and nothing else.
 *
 * @param keyId the key that signed
 * @param payload the signed bytes
 */
public record CompactJws(KeyId keyId, byte[] payload) {

    /** A longer text is refused before it is looked at. */
    public static final int MAX_LENGTH = 16 * 1024;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+/-]*");
    private static final String ALGORITHM = "EdDSA";
    private static final Set<String> HEADERS = Set.of("alg", "kid", "typ");

    /** Signs this payload; the type says what it is, so that one kind of token never passes for another. */
    public static String sign(SigningKey key, String type, byte[] payload) {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("Not a JWS type: " + type);
        }
        JsonObject header = JsonObject.builder()
                .put("alg", ALGORITHM)
                .put("kid", key.id().value())
                .put("typ", type)
                .build();
        String signingInput = encode(CanonicalJson.bytes(header)) + "." + encode(payload);
        return signingInput + "." + encode(key.sign(signingInput.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Believes this text only if a trusted key signed it as exactly this type. */
    public static CompactJws verify(String text, String type, TrustedKeys trusted) throws InvalidJwsException {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidJwsException(Reason.TOO_LONG, "Longer than " + MAX_LENGTH + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidJwsException(Reason.NOT_COMPACT, "A compact JWS has three parts");
        }
        KeyId keyId = keyIdOf(decode(parts[0]), type);
        byte[] payload = decode(parts[1]);
        byte[] signingInput = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        VerificationKey key = trusted.find(keyId)
                .orElseThrow(() -> new InvalidJwsException(Reason.UNKNOWN_KEY, "No trusted key has the id " + keyId));
        if (!key.verifies(signingInput, decode(parts[2]))) {
            throw new InvalidJwsException(Reason.BAD_SIGNATURE, "Not a signature of key " + keyId);
        }
        return new CompactJws(keyId, payload);
    }

    private static KeyId keyIdOf(byte[] bytes, String type) throws InvalidJwsException {
        JsonObject header = header(bytes);
        if (!HEADERS.containsAll(header.names())) {
            throw new InvalidJwsException(Reason.UNKNOWN_HEADER, "The header has members other than alg, kid and typ");
        }
        require(header, "alg", ALGORITHM, Reason.WRONG_ALGORITHM);
        require(header, "typ", type, Reason.WRONG_TYPE);
        try {
            return new KeyId(header.string("kid"));
        } catch (IllegalArgumentException e) {
            throw new InvalidJwsException(Reason.UNKNOWN_KEY, "The kid is missing or not a key id");
        }
    }

    private static JsonObject header(byte[] bytes) throws InvalidJwsException {
        try {
            return Json.parseObject(bytes);
        } catch (InadmissibleJsonException e) {
            throw new InvalidJwsException(Reason.MALFORMED_HEADER, "The header is not an admissible JSON object");
        }
    }

    private static void require(JsonObject header, String name, String expected, Reason otherwise)
            throws InvalidJwsException {
        if (!header.find(name).equals(Optional.of(JsonValue.of(expected)))) {
            throw new InvalidJwsException(otherwise, "The header's " + name + " is not " + expected);
        }
    }

    private static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** The JDK's decoder lets padding and stray low bits pass; only the one canonical text is accepted. */
    private static byte[] decode(String part) throws InvalidJwsException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (encode(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // answered below, as every text that is not the canonical one
        }
        throw new InvalidJwsException(Reason.NOT_BASE64URL, "A part is not canonical base64url without padding");
    }
}
