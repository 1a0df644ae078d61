package dev.syndicate.audit.format;

import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A record that is about to leave: its exact bytes, and what they say. Facts come from events, and an event may say
 * anything, so every look into the body takes what it finds for text or for nothing.
 */
public record ExportedRecord(ChainRecord record, RecordHeader header, RecordBody body) {

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Reads the bytes; what is not a record is an {@link IllegalArgumentException}. */
    public static ExportedRecord of(ChainRecord record) {
        return new ExportedRecord(record, RecordHeader.parse(record.header()), RecordBody.parse(record.body()));
    }

    /** The record's place. */
    public long sequence() {
        return header.sequence();
    }

    /** The body as it is hashed. */
    String bodyText() {
        return new String(record.body(), StandardCharsets.UTF_8);
    }

    /** The last part of the event's type, for example {@code ActionProposed}. */
    String eventName() {
        String type = body.eventType();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The family of the event, for example {@code execution}; empty for a type without one. */
    String family() {
        String[] parts = body.eventType().split("\\.");
        return parts.length < 2 ? "" : parts[parts.length - 2];
    }

    /** What the record is about, as a key that keeps related records together: its action, session or stream. */
    public String key() {
        return body.actionId().or(body::session).orElseGet(body::aggregateId);
    }

    Optional<JsonValue> find(String... place) {
        JsonValue at = body.json();
        for (String name : place) {
            if (!(at instanceof JsonObject object) || object.find(name).isEmpty()) {
                return Optional.empty();
            }
            at = object.get(name);
        }
        return at instanceof JsonNull ? Optional.empty() : Optional.of(at);
    }

    /** The text at this place; a number or a truth value as its text, a structure as canonical JSON; empty when absent. */
    String text(String... place) {
        return find(place).map(ExportedRecord::text).orElse("");
    }

    /** The texts of an array at this place. */
    List<String> texts(String... place) {
        return find(place).filter(JsonArray.class::isInstance).map(JsonArray.class::cast).stream()
                .flatMap(JsonArray::stream)
                .map(ExportedRecord::text)
                .toList();
    }

    /** The subjects of the people in an array at this place. */
    List<String> subjects(String... place) {
        return find(place).filter(JsonArray.class::isInstance).map(JsonArray.class::cast).stream()
                .flatMap(JsonArray::stream)
                .filter(JsonObject.class::isInstance)
                .map(person -> ((JsonObject) person).find("subject").map(ExportedRecord::text))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Who stood behind it: the people who approved, or the policy version. */
    String authority() {
        String people = String.join(" ", subjects("authority", "approvers"));
        return people.isEmpty() ? text("authority", "policyVersion") : people;
    }

    /** The coding tool, for example {@code anthropic/claude-code/2.1.330}. */
    String agent() {
        Optional<JsonValue> agent = find("who", "agent");
        if (agent.isEmpty() || !(agent.get() instanceof JsonObject description)) {
            return agent.map(ExportedRecord::text).orElse("");
        }
        return List.of("vendor", "product", "version").stream()
                .map(name -> description.find(name).map(ExportedRecord::text).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    /** Six digits of a second, UTC. */
    static String timestamp(Instant instant) {
        return MICROS.format(instant);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.value() : Objects.requireNonNull(value.toString());
    }
}
