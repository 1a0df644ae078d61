package dev.syndicate.audit.dualcontrol;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What the first person asked for; the service signs these bytes, so that nobody else can write the row (docs/spec/dual-control.md). */
record Asking(UUID id, Decision decision, Person first, String reason, Instant askedAt, Instant expiresAt) {

    private static final byte[] TAG = "syndicate/dual-control/v1\0".getBytes(StandardCharsets.US_ASCII);

    /** {@code "syndicate/dual-control/v1" || 0x00 ||} the canonical JSON of every component. */
    byte[] signedBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(TAG);
        bytes.writeBytes(CanonicalJson.bytes(statement()));
        return bytes.toByteArray();
    }

    boolean isOpenAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    Confirmation.Pending pending() {
        return new Confirmation.Pending(decision.kind(), decision.digest(), first, reason, expiresAt);
    }

    private JsonObject statement() {
        JsonObject person = JsonObject.builder()
                .put("issuer", first.issuer())
                .put("subject", first.subject())
                .put("name", first.name())
                .put("methods", JsonArray.ofStrings(first.authenticationMethods()))
                .build();
        return JsonObject.builder()
                .put("id", id.toString())
                .put("kind", decision.kind())
                .put("digest", decision.digest().toString())
                .put("first", person)
                .put("reason", reason)
                .put("askedAt", micros(askedAt))
                .put("expiresAt", micros(expiresAt))
                .build();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
