package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * That the log's key is replaced (docs/spec/chain-format.md, section 6.1). It is the member {@code key} of the record of
 * the event {@link #EVENT_TYPE}; in any other record such a member means nothing.
 *
 * @param previous the key in force up to the record
 * @param next the key that signs every checkpoint that covers the record
 * @param overlapUntil how long the previous key signs too, for those who know no other; tells people, decides nothing
 */
public record KeyRotation(NoteVerificationKey previous, NoteVerificationKey next, Optional<Instant> overlapUntil) {

    /** The body's member. */
    public static final String MEMBER = "key";

    /** The only type of event whose record replaces a key. */
    public static final String EVENT_TYPE = "dev.syndicate.contracts.audit.LogKeyRotated";

    /** The only origin of such an event. */
    public static final String EVENT_ORIGIN = "audit_service";

    public KeyRotation {
        if (!previous.name().equals(next.name()) || previous.equals(next)) {
            throw new IllegalArgumentException("A key is replaced by another one of the same log");
        }
    }

    /** Reads the member. */
    public static KeyRotation parse(JsonObject json) {
        return new KeyRotation(
                NoteVerificationKey.parse(json.string("previous")),
                NoteVerificationKey.parse(json.string("next")),
                json.findString("overlapUntil").map(Timestamps::parse));
    }

    /** The member's value. */
    public JsonObject json() {
        return JsonObject.builder()
                .put("previous", previous.toString())
                .put("next", next.toString())
                .putStringIfPresent("overlapUntil", overlapUntil.map(Timestamps::format))
                .build();
    }

    /** The rotation that this record carries, if its event is one. */
    static Optional<KeyRotation> of(RecordBody body) {
        return body.eventType().equals(EVENT_TYPE) && body.eventOrigin().equals(EVENT_ORIGIN)
                ? body.json().findObject(MEMBER).map(KeyRotation::parse)
                : Optional.empty();
    }
}
