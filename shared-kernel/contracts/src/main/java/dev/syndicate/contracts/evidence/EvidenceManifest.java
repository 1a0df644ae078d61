package dev.syndicate.contracts.evidence;

import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The archive's list of contents (docs/spec/evidence.md, section 3). Nothing in it is believed for its own sake. */
record EvidenceManifest(
        LogId log,
        JsonObject subject,
        String kind,
        Optional<JsonObject> population,
        boolean contentIncluded,
        Map<String, JsonObject> files,
        Set<String> absent) {

    private static final Set<String> MEMBERS =
            Set.of("format", "log", "subject", "population", "content", "files", "absent", "createdAt", "createdBy");
    private static final Set<String> KINDS = Set.of("action", "session", "period");

    static EvidenceManifest parse(JsonObject json) {
        require(json.string("format").equals("syndicate/evidence/v1"), "its format is not syndicate/evidence/v1");
        require(MEMBERS.containsAll(json.names()), "it has members that nobody knows");
        JsonObject subject = json.object("subject");
        String kind = subject.string("kind");
        require(KINDS.contains(kind), "its subject is of no known kind");
        Optional<JsonObject> population = json.findObject("population");
        require(population.isPresent() == kind.equals("period"), "a period has a population, and nothing else has");
        String content = json.string("content");
        require(content.equals("included") || content.equals("left-out"), "content is included or left-out");
        time(json.string("createdAt"));
        json.object("createdBy").string("subject");
        EvidenceManifest manifest = new EvidenceManifest(
                LogId.parse(json.string("log")),
                subject,
                kind,
                population,
                content.equals("included"),
                files(json.array("files")),
                absent(json.array("absent")));
        manifest.requireSubject();
        return manifest;
    }

    /** A time in the one text form. */
    static Instant time(String text) {
        require(text.length() == 27 && text.endsWith("Z"), "a time has six digits of a second");
        try {
            return Instant.from(DateTimeFormatter.ISO_INSTANT.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }

    private void requireSubject() {
        if (kind.equals("period")) {
            time(subject.string("from"));
            time(subject.string("to"));
            population.ifPresent(it -> {
                require(it.integer("count") >= 0, "a population is counted");
                it.findInteger("first");
                it.findInteger("last");
            });
        } else {
            subject.string("id");
        }
    }

    private static Map<String, JsonObject> files(JsonArray listed) {
        Map<String, JsonObject> files = new LinkedHashMap<>();
        for (JsonValue item : listed.items()) {
            JsonObject file = object(item);
            file.integer("size");
            Digest.parse(file.string("sha256"));
            require(files.put(file.string("path"), file) == null, "a file is listed twice");
        }
        return files;
    }

    private static Set<String> absent(JsonArray listed) {
        Set<String> absent = new LinkedHashSet<>();
        for (JsonValue item : listed.items()) {
            String reason = object(item).string("reason");
            require(reason.equals("erased") || reason.equals("unavailable"), "a file is erased or unavailable");
            absent.add(object(item).string("path"));
        }
        return absent;
    }

    private static JsonObject object(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException("a listed file is an object");
    }

    private static void require(boolean condition, String why) {
        if (!condition) {
            throw new IllegalArgumentException("The manifest cannot be read: " + why);
        }
    }
}
