package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.crypto.KeyId;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.VerificationKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;

/**
 * What audit-service signs for one sealed event: it is committed in the chain at this place, and at {@code issuedAt} the
 * chain was clear. It lives about a second. The signature is Ed25519 over {@code "syndicate/receipt/v1" || 0x00 ||} the
 * canonical JSON of all other members (docs/spec/receipt.md); a receipt means nothing until {@link #isSignedBy} says so.
 *
 * @param log the log
 * @param epoch the log's epoch
 * @param sequence the record's place
 * @param leaf the record's leaf hash
 * @param event the event that was sealed
 * @param eventDigest {@link EventAsStored#digest()} of the event
 * @param clear always true: there is no such thing as a receipt without clearance
 * @param clearSince since when the chain is clear without a break, not after {@code issuedAt}; what was approved before is
 *     not granted
 * @param issuedAt UTC, microseconds
 * @param expiresAt after this the receipt grants nothing
 * @param keyId the key that signed it; selects among trusted keys and proves nothing
 * @param signature 64 bytes, base64url without padding
 */
public record Receipt(
        LogId log,
        long epoch,
        long sequence,
        Hash leaf,
        EventId event,
        Digest eventDigest,
        boolean clear,
        Instant clearSince,
        Instant issuedAt,
        Instant expiresAt,
        KeyId keyId,
        String signature) {

    private static final byte[] TAG = "syndicate/receipt/v1\0".getBytes(StandardCharsets.US_ASCII);

    public Receipt {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(leaf, "leaf");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(eventDigest, "eventDigest");
        Objects.requireNonNull(clearSince, "clearSince");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(signature, "signature");
        if (!clear || epoch < 1 || sequence < 0) {
            throw new IllegalArgumentException("A receipt is about a committed record of a clear chain");
        }
        clearSince = clearSince.truncatedTo(ChronoUnit.MICROS);
        issuedAt = issuedAt.truncatedTo(ChronoUnit.MICROS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
        if (!expiresAt.isAfter(issuedAt) || clearSince.isAfter(issuedAt)) {
            throw new IllegalArgumentException("A receipt is issued when the chain is clear, and expires after that");
        }
    }

    /** Signs a receipt for this record of the chain. */
    public static Receipt sign(
            LogOrigin origin,
            long sequence,
            Hash leaf,
            EventId event,
            Digest eventDigest,
            Validity validity,
            SigningKey key) {
        Receipt unsigned = new Receipt(
                origin.log(),
                origin.epoch(),
                sequence,
                leaf,
                event,
                eventDigest,
                true,
                validity.clearSince(),
                validity.issuedAt(),
                validity.expiresAt(),
                key.id(),
                "");
        return unsigned.with(Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(unsigned.signedBytes())));
    }

    /**
     * From when to when a receipt holds.
     *
     * @param clearSince since when the chain is clear without a break, not after {@code issuedAt}
     * @param issuedAt UTC
     * @param expiresAt UTC
     */
    public record Validity(Instant clearSince, Instant issuedAt, Instant expiresAt) {}

    /** Whether this key signed exactly these members. */
    public boolean isSignedBy(VerificationKey key) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signature);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(signature);
            return canonical && keyId.equals(key.id()) && key.verifies(signedBytes(), bytes);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Whether it still grants something at this time. */
    public boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    /** The bytes under the signature. */
    public byte[] signedBytes() {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(TAG);
        signed.writeBytes(CanonicalJson.bytes(statement()));
        return signed.toByteArray();
    }

    private JsonObject statement() {
        return JsonObject.builder()
                .put("schema", "receipt/v1")
                .put("log", log.toString())
                .put("epoch", epoch)
                .put("sequence", sequence)
                .put("leaf", leaf.toString())
                .put("event", event.toString())
                .put("eventDigest", eventDigest.toString())
                .put("clear", clear)
                .put("clearSince", Timestamps.format(clearSince))
                .put("issuedAt", Timestamps.format(issuedAt))
                .put("expiresAt", Timestamps.format(expiresAt))
                .put("keyId", keyId.toString())
                .build();
    }

    private Receipt with(String newSignature) {
        return new Receipt(
                log,
                epoch,
                sequence,
                leaf,
                event,
                eventDigest,
                clear,
                clearSince,
                issuedAt,
                expiresAt,
                keyId,
                newSignature);
    }
}
