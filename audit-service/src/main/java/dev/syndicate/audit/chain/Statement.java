package dev.syndicate.audit.chain;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts together what an event states, fact by fact. Where two facts have the same place, the later one counts; objects
 * are merged one level deep, and what is stated member by member is never lost.
 */
final class Statement {

    private final Map<String, JsonObject.Builder> objects = new HashMap<>();
    private final Map<String, JsonValue> others = new HashMap<>();

    /** States this value in this place, for example in {@code who}, {@code agent}. */
    void put(JsonValue value, String... place) {
        if (place.length == 1) {
            put(place[0], value);
        } else {
            object(place[0]).put(place[1], place.length == 2 ? value : inside(place, value));
        }
    }

    /** States all of these facts. */
    void putAll(JsonObject facts) {
        facts.forEach(this::put);
    }

    JsonObject facts() {
        JsonObject.Builder facts = JsonObject.builder();
        others.forEach(facts::put);
        objects.forEach(facts::put);
        return facts.build();
    }

    private void put(String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            JsonObject.Builder members = object(name);
            object.forEach(members::put);
        } else {
            objects.remove(name);
            others.put(name, value);
        }
    }

    private JsonObject.Builder object(String name) {
        others.remove(name);
        return objects.computeIfAbsent(name, fresh -> JsonObject.builder());
    }

    private JsonObject inside(String[] place, JsonValue value) {
        JsonObject known = object(place[0])
                .find(place[1])
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.EMPTY);
        return known.with(place[2], value);
    }
}
