package dev.syndicate.contracts.action;

import dev.syndicate.contracts.action.InvalidActionException.Code;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonBoolean;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One object of an action, read strictly: every member is known, of the right type, and not empty. */
final class Shape {

    private final JsonObject object;
    private final String pointer;

    private Shape(JsonObject object, String pointer, Set<String> known) {
        this.object = object;
        this.pointer = pointer;
        object.names().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(Code.UNKNOWN_MEMBER, escaped(name), "Unknown member");
                });
    }

    static Shape root(JsonObject object, String... known) {
        return new Shape(object, "", Set.of(known));
    }

    Shape object(String name, String... known) {
        return new Shape(nonEmptyObject(name, required(name)), at(name), Set.of(known));
    }

    @Nullable
    Shape optionalObject(String name, String... known) {
        JsonValue value = optional(name);
        return value == null ? null : new Shape(nonEmptyObject(name, value), at(name), Set.of(known));
    }

    /** An object that may hold anything, also nothing. */
    JsonObject verbatim(String name) {
        return as(JsonObject.class, name, required(name), "Expected an object");
    }

    String text(String name) {
        return text(name, required(name));
    }

    @Nullable
    String optionalText(String name) {
        JsonValue value = optional(name);
        return value == null ? null : text(name, value);
    }

    <T> T text(String name, Function<String, T> form) {
        return formed(name, text(name), form);
    }

    <T> @Nullable T optionalText(String name, Function<String, T> form) {
        String text = optionalText(name);
        return text == null ? null : formed(name, text, form);
    }

    @Nullable
    Boolean optionalTruth(String name) {
        JsonValue value = optional(name);
        return value == null
                ? null
                : (Boolean) as(JsonBoolean.class, name, value, "Expected true or false")
                        .value();
    }

    List<String> optionalTexts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonValue item : optionalItems(name)) {
            texts.add(text(name + "/" + texts.size(), item));
        }
        return List.copyOf(texts);
    }

    List<Shape> optionalObjects(String name, String... known) {
        List<Shape> shapes = new ArrayList<>();
        for (JsonValue item : optionalItems(name)) {
            String place = name + "/" + shapes.size();
            shapes.add(new Shape(nonEmptyObject(place, item), pointer + "/" + place, Set.of(known)));
        }
        return shapes;
    }

    InvalidActionException refused(Code code, String name, String message) {
        return new InvalidActionException(code, at(name), message);
    }

    private Collection<JsonValue> optionalItems(String name) {
        JsonValue value = optional(name);
        if (value == null) {
            return List.of();
        }
        JsonArray array = as(JsonArray.class, name, value, "Expected an array");
        if (array.size() == 0) {
            throw refused(Code.EMPTY_VALUE, name, "An empty array is left out");
        }
        return array.items();
    }

    private JsonValue required(String name) {
        return object.find(name).orElseThrow(() -> refused(Code.MISSING_MEMBER, name, "Missing member"));
    }

    private @Nullable JsonValue optional(String name) {
        return object.find(name).orElse(null);
    }

    private String text(String name, JsonValue value) {
        String text = as(JsonString.class, name, value, "Expected a string").value();
        if (text.isEmpty()) {
            throw refused(Code.EMPTY_VALUE, name, "An unknown text is left out");
        }
        return text;
    }

    private JsonObject nonEmptyObject(String name, JsonValue value) {
        JsonObject found = as(JsonObject.class, name, value, "Expected an object");
        if (found.isEmpty()) {
            throw refused(Code.EMPTY_VALUE, name, "An empty object is left out");
        }
        return found;
    }

    private <T> T formed(String name, String text, Function<String, T> form) {
        try {
            T value = form.apply(text);
            if (value.toString().equals(text) || value instanceof Enum<?>) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like a text that is not the only one for its value
        }
        throw refused(Code.BAD_VALUE, name, "Not one of the values that this member may have");
    }

    private <T extends JsonValue> T as(Class<T> type, String name, JsonValue value, String message) {
        if (!type.isInstance(value)) {
            throw refused(Code.WRONG_TYPE, name, message);
        }
        return type.cast(value);
    }

    private String at(String name) {
        return pointer + "/" + name;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
