package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.crypto.KeyId;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.VerificationKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/**
 * What an export holds, stated and signed by audit-service (docs/spec/export-manifest.md). The signature is Ed25519 over
 * {@code "syndicate/export-manifest/v1" || 0x00 ||} the canonical JSON of all members but {@code signature}; a manifest
 * means nothing until {@link #isSignedBy} says so.
 *
 * @param export names the export
 * @param origin the log and the epoch of the checkpoint
 * @param first the first sequence that was looked at
 * @param last the last sequence that was looked at
 * @param filter what a record had to be; empty when every record of the range is in the export
 * @param format of the bytes, for example {@code csv}
 * @param count the records in the export
 * @param bytes the length of the export
 * @param digest SHA-256 of the bytes of the export
 * @param checkpoint a signed note that covers the range
 * @param at when the export was asked for, UTC, microseconds
 * @param keyId the key that signed it; selects among trusted keys and proves nothing
 * @param signature 64 bytes, base64url without padding
 */
public record ExportManifest(
        UUID export,
        LogOrigin origin,
        long first,
        long last,
        JsonObject filter,
        String format,
        long count,
        long bytes,
        Digest digest,
        SignedNote checkpoint,
        Instant at,
        KeyId keyId,
        String signature) {

    /** The tag of this version. */
    public static final String SCHEMA = "syndicate/export-manifest/v1";

    private static final byte[] TAG = (SCHEMA + "\0").getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> MEMBERS = Set.of(
            "schema",
            "export",
            "log",
            "epoch",
            "first",
            "last",
            "filter",
            "format",
            "count",
            "bytes",
            "digest",
            "checkpoint",
            "at",
            "keyId",
            "signature");

    public ExportManifest {
        if (first < 0 || last < first || count < 0 || count > last - first + 1 || bytes < 0) {
            throw new IllegalArgumentException("An export holds records of its range");
        }
        if (filter.isEmpty() && count != last - first + 1) {
            throw new IllegalArgumentException("Without a filter every record of the range is in the export");
        }
        Checkpoint stated = Checkpoint.parse(checkpoint.text());
        if (!stated.logOrigin().equals(origin) || stated.size() <= last) {
            throw new IllegalArgumentException("The checkpoint covers the range");
        }
    }

    /** This manifest, signed with this key whatever it was signed with before. */
    public ExportManifest signedWith(SigningKey key) {
        ExportManifest unsigned = with(key.id(), "");
        byte[] signed = key.sign(unsigned.signedBytes());
        return with(key.id(), Base64.getUrlEncoder().withoutPadding().encodeToString(signed));
    }

    /** Whether this key signed exactly these members. */
    public boolean isSignedBy(VerificationKey key) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(signature);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(decoded)
                    .equals(signature);
            return canonical && keyId.equals(key.id()) && key.verifies(signedBytes(), decoded);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Reads a manifest strictly. Anything else is an {@link IllegalArgumentException}. */
    public static ExportManifest parse(byte[] json) {
        try {
            return parse(Json.parseObject(json));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException("A manifest is JSON: " + e.getMessage(), e);
        }
    }

    private static ExportManifest parse(JsonObject json) {
        if (!json.string("schema").equals(SCHEMA) || !MEMBERS.containsAll(json.names())) {
            throw new IllegalArgumentException("Not a manifest of " + SCHEMA);
        }
        return new ExportManifest(
                UUID.fromString(json.string("export")),
                new LogOrigin(LogId.parse(json.string("log")), json.integer("epoch")),
                json.integer("first"),
                json.integer("last"),
                json.object("filter"),
                json.string("format"),
                json.integer("count"),
                json.integer("bytes"),
                Digest.parse(json.string("digest")),
                SignedNote.parse(json.string("checkpoint")),
                Timestamps.parse(json.string("at")),
                new KeyId(json.string("keyId")),
                json.string("signature"));
    }

    /** The manifest as JSON. */
    public JsonObject json() {
        return statement().toBuilder().put("signature", signature).build();
    }

    /** The bytes under the signature. */
    public byte[] signedBytes() {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(TAG);
        signed.writeBytes(statement().toString().getBytes(StandardCharsets.UTF_8));
        return signed.toByteArray();
    }

    private JsonObject statement() {
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("export", export.toString())
                .put("log", origin.log().toString())
                .put("epoch", origin.epoch())
                .put("first", first)
                .put("last", last)
                .put("filter", filter)
                .put("format", format)
                .put("count", count)
                .put("bytes", bytes)
                .put("digest", digest.toString())
                .put("checkpoint", checkpoint.toString())
                .put("at", Timestamps.format(at))
                .put("keyId", keyId.toString())
                .build();
    }

    private ExportManifest with(KeyId newKey, String newSignature) {
        return new ExportManifest(
                export,
                origin,
                first,
                last,
                filter,
                format,
                count,
                bytes,
                digest,
                checkpoint,
                at,
                newKey,
                newSignature);
    }
}
