package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonBoolean;
import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One object of a bundle while it is read. What does not fit is noted, so that an author sees every problem at once, and
 * stands in for itself with something harmless: as soon as one problem is noted nothing of the bundle is used.
 */
record Part(JsonObject object, String pointer, @Nullable String rule, List<BundleProblem> problems) {

    void knowsOnly(String... names) {
        Set<String> known = Set.of(names);
        object.names().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> note(name, "There is no such member"));
    }

    Part inRule(String id) {
        return new Part(object, pointer, id, problems);
    }

    boolean has(String name) {
        return object.has(name);
    }

    void note(String name, String message) {
        problems.add(BundleProblem.at(pointerTo(name), rule, message));
    }

    String text(String name, int maxLength) {
        return valueOf(name, JsonString.class, "a string")
                .map(JsonString::value)
                .filter(text -> {
                    boolean fits = !text.isBlank() && text.length() <= maxLength && text.indexOf('\0') < 0;
                    if (!fits) {
                        note(name, "1 to %d characters are needed, none of them U+0000".formatted(maxLength));
                    }
                    return fits;
                })
                .orElse("?");
    }

    /** A text that means something. */
    <T> T choice(String name, int maxLength, T otherwise, Function<String, T> meaning) {
        int before = problems.size();
        String text = text(name, maxLength);
        return problems.size() > before ? otherwise : understood(name, text, otherwise, meaning);
    }

    private <T> T understood(String name, String text, T otherwise, Function<String, T> meaning) {
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException | java.time.DateTimeException unknown) {
            note(name, String.valueOf(unknown.getMessage()));
            return otherwise;
        }
    }

    int integer(String name, int min, int max) {
        Optional<Long> value = valueOf(name, JsonNumber.class, "a number")
                .filter(JsonNumber::isInteger)
                .map(number -> (long) number.value())
                .filter(number -> number >= min && number <= max);
        if (value.isEmpty()
                && object.find(name).filter(JsonNumber.class::isInstance).isPresent()) {
            note(name, "A whole number from %d to %d is needed".formatted(min, max));
        }
        return value.map(Long::intValue).orElse(min);
    }

    boolean flag(String name) {
        return valueOf(name, JsonBoolean.class, "true or false")
                .map(JsonBoolean::value)
                .orElse(false);
    }

    /** The object of this name, or an empty one. */
    Part part(String name) {
        return child(name, valueOf(name, JsonObject.class, "an object").orElse(JsonObject.EMPTY));
    }

    /** The objects of the array of this name. */
    List<Part> parts(String name, int min, int max) {
        List<JsonValue> items = items(name, min, max);
        return IntStream.range(0, items.size())
                .mapToObj(index -> child(name + "/" + index, asObject(name + "/" + index, items.get(index))))
                .toList();
    }

    /** The texts of the array of this name, each of which means something. */
    <T> List<T> choices(String name, int max, T otherwise, Function<String, T> meaning) {
        return items(name, 1, max).stream()
                .map(item -> {
                    if (item instanceof JsonString text) {
                        return understood(name, text.value(), otherwise, meaning);
                    }
                    note(name, "Only strings are allowed here");
                    return otherwise;
                })
                .toList();
    }

    private List<JsonValue> items(String name, int min, int max) {
        List<JsonValue> items =
                valueOf(name, JsonArray.class, "an array").map(JsonArray::items).orElse(List.of());
        if (object.has(name) && (items.size() < min || items.size() > max)) {
            note(name, "%d to %d items are needed".formatted(min, max));
        }
        return items;
    }

    private JsonObject asObject(String name, JsonValue value) {
        if (value instanceof JsonObject item) {
            return item;
        }
        note(name, "An object is needed");
        return JsonObject.EMPTY;
    }

    private <T extends JsonValue> Optional<T> valueOf(String name, Class<T> type, String what) {
        Optional<JsonValue> value = object.find(name);
        if (value.isEmpty()) {
            note(name, "This member is missing");
        } else if (!type.isInstance(value.get())) {
            note(name, "This is not %s".formatted(what));
        }
        return value.filter(type::isInstance).map(type::cast);
    }

    private Part child(String path, JsonObject value) {
        return new Part(value, pointerTo(path), rule, problems);
    }

    /** Members of the format need no escaping; an unknown one may. */
    private String pointerTo(String name) {
        return pointer + "/" + (object.has(name) ? name.replace("~", "~0").replace("/", "~1") : name);
    }
}
