package dev.syndicate.audit.chain;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;

/** Puts facts together. */
final class Facts {

    private Facts() {}

    /** An object with this value at this place, for example {@code {"who":{"agent":…}}}. */
    static JsonObject at(JsonValue value, String... place) {
        JsonValue inner = value;
        for (int i = place.length - 1; i > 0; i--) {
            inner = JsonObject.EMPTY.with(place[i], inner);
        }
        return JsonObject.EMPTY.with(place[0], inner);
    }

    /** Both; where both state the same, the second counts. Objects are merged one level deep. */
    static JsonObject merge(JsonObject first, JsonObject second) {
        JsonObject.Builder merged = first.toBuilder();
        second.forEach((name, value) -> merged.put(name, both(first.find(name).orElse(value), value)));
        return merged.build();
    }

    private static JsonValue both(JsonValue old, JsonValue young) {
        if (!(old instanceof JsonObject before) || !(young instanceof JsonObject after) || before == after) {
            return young;
        }
        JsonObject.Builder merged = before.toBuilder();
        after.forEach(merged::put);
        return merged.build();
    }
}
