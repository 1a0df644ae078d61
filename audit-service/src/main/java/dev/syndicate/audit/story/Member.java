package dev.syndicate.audit.story;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of record bodies without trusting their shape: a body holds whatever its event held, so a member of
 * another type counts as absent and never ends a story.
 */
public final class Member {

    private Member() {}

    /** The text at this place. */
    public static @Nullable String text(JsonObject object, String... place) {
        return find(object, place) instanceof JsonString text ? text.value() : null;
    }

    /** The whole number at this place. */
    public static @Nullable Long number(JsonObject object, String... place) {
        boolean whole = find(object, place) instanceof JsonNumber number && number.value() == Math.rint(number.value());
        return whole && find(object, place) instanceof JsonNumber number ? Long.valueOf((long) number.value()) : null;
    }

    /** The object at this place; an empty one where there is none. */
    public static JsonObject object(JsonObject object, String... place) {
        return find(object, place) instanceof JsonObject found ? found : JsonObject.EMPTY;
    }

    /** The texts in the array at this place. */
    public static List<String> texts(JsonObject object, String... place) {
        return items(object, place).stream()
                .filter(JsonString.class::isInstance)
                .map(item -> ((JsonString) item).value())
                .toList();
    }

    /** The objects in the array at this place. */
    public static List<JsonObject> objects(JsonObject object, String... place) {
        return items(object, place).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<JsonValue> items(JsonObject object, String... place) {
        return find(object, place) instanceof JsonArray array ? array.items() : List.of();
    }

    private static @Nullable JsonValue find(JsonObject object, String... place) {
        JsonValue value = object;
        for (String name : place) {
            value = value instanceof JsonObject inner ? inner.find(name).orElse(null) : null;
        }
        return value;
    }
}
