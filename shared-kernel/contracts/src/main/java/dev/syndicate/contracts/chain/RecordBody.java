package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What a record says: canonical JSON (RFC 8785) with the members of docs/spec/chain-format.md, section 3. {@code schema},
 * {@code canonicalization} and {@code event} are always there; the facts (who, authority, session, action, digests,
 * policy, outcome) as far as the event states or the action's earlier records stated them.
 *
 * @param json the body
 */
public record RecordBody(JsonObject json) {

    /** The schema that this class reads and writes. */
    public static final String SCHEMA = "record/v1";

    /** The largest body that is accepted, in bytes. */
    public static final int MAX_LENGTH = 1 << 20;

    private static final String CANONICALIZATION = "rfc8785";
    private static final byte[] TAG = "syndicate/record-body/v1\0".getBytes(StandardCharsets.US_ASCII);

    public RecordBody {
        if (!json.string("schema").equals(SCHEMA)
                || !json.string("canonicalization").equals(CANONICALIZATION)) {
            throw new IllegalArgumentException("Only " + SCHEMA + " over " + CANONICALIZATION + " is read");
        }
        JsonObject event = json.object("event");
        event.string("type");
        event.string("origin");
        event.integer("position");
        event.object("aggregate").string("id");
        event.object("aggregate").integer("sequence");
        Digest.parse(event.string("digest"));
        Timestamps.parse(event.string("occurredAt"));
    }

    /** The body of the record about this event, with these facts. */
    public static RecordBody of(EventAsStored event, JsonObject facts) {
        return new RecordBody(facts.toBuilder()
                .put("schema", SCHEMA)
                .put("canonicalization", CANONICALIZATION)
                .put("event", describe(event))
                .build());
    }

    /** Reads a body strictly: what is not canonical to the last byte is an {@link IllegalArgumentException}. */
    public static RecordBody parse(byte[] bytes) {
        try {
            if (Json.parseCanonical(bytes) instanceof JsonObject json) {
                return new RecordBody(json);
            }
            throw new IllegalArgumentException("A record's body is an object");
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException("A record's body is canonical JSON: " + e.getMessage(), e);
        }
    }

    /** Reads a body that {@link BodyScan} has found to be canonical already. */
    static RecordBody parseSure(byte[] bytes) {
        try {
            return new RecordBody(Json.parseObject(bytes));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException("A record's body is canonical JSON: " + e.getMessage(), e);
        }
    }

    /** SHA-256("syndicate/record-body/v1" || 0x00 || body), the header's body hash. */
    public static Hash hash(byte[] body) {
        return Hash.tagged(TAG, body);
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        return CanonicalJson.bytes(json);
    }

    /** The fully qualified type of the event. */
    public String eventType() {
        return event().string("type");
    }

    /** {@link EventAsStored#digest()} of the event. */
    public Digest eventDigest() {
        return Digest.parse(event().string("digest"));
    }

    /** The database login that appended the event. */
    public String eventOrigin() {
        return event().string("origin");
    }

    /** The event's global index in the event store. */
    public long position() {
        return event().integer("position");
    }

    /** The stream that the event belongs to. */
    public String aggregateId() {
        return event().object("aggregate").string("id");
    }

    /** The event's number in its stream, from 0. */
    public long aggregateSequence() {
        return event().object("aggregate").integer("sequence");
    }

    /** When it happened, by the clock of the service that appended it. */
    public Instant occurredAt() {
        return Timestamps.parse(event().string("occurredAt"));
    }

    /** The session, where the record belongs to one. */
    public Optional<String> session() {
        return json.findString("session");
    }

    /** The workspace, where the record belongs to one. */
    public Optional<String> workspace() {
        return json.findString("workspace");
    }

    /** The action, where the record belongs to one. */
    public Optional<String> actionId() {
        return json.findObject("action").flatMap(action -> action.findString("id"));
    }

    /** The subject of the session's principal. */
    public Optional<String> principal() {
        return json.findObject("who")
                .flatMap(who -> who.findObject("principal"))
                .flatMap(principal -> principal.findString("subject"));
    }

    /** How it ended, for records that are an end. */
    public Optional<String> outcome() {
        return json.findObject("outcome").flatMap(outcome -> outcome.findString("result"));
    }

    /** The member that the first record of a new epoch carries; an {@link IllegalArgumentException} when it does not fit. */
    public Optional<Adoption> adoption() {
        return json.findObject(Adoption.MEMBER).map(Adoption::parse);
    }

    /** The key rotation that the record is about, if it is about one. */
    public Optional<KeyRotation> keyRotation() {
        return KeyRotation.of(this);
    }

    private JsonObject event() {
        return json.object("event");
    }

    private static JsonObject describe(EventAsStored event) {
        JsonObject aggregate = JsonObject.builder()
                .put("id", event.aggregateId())
                .put("sequence", event.sequenceNumber())
                .putStringIfPresent("type", Optional.ofNullable(event.aggregateType()))
                .build();
        return JsonObject.builder()
                .put("type", event.payloadType())
                .putIfPresent("revision", Optional.ofNullable(event.revision()).map(JsonValue::of))
                .put("aggregate", aggregate)
                .put("position", event.position())
                .put("occurredAt", Timestamps.format(event.occurredAt()))
                .put("origin", event.origin())
                .put("digest", event.digest().toString())
                .build();
    }
}
