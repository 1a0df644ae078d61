package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of hosts. Members that nobody reads are not refused: newer hosts add some. What a decision rests on has to
 * have its type; what merely describes is left out where it has another one.
 */
final class EventMembers {

    private EventMembers() {}

    /** A text that has to be there. */
    static String required(JsonObject event, String name) {
        String text = text(event, name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    /** A text; absent where it is none, or empty. */
    static @Nullable String text(JsonObject event, String name) {
        return event.find(name).orElse(JsonArray.EMPTY) instanceof JsonString text
                        && !text.value().isEmpty()
                ? text.value()
                : null;
    }

    /** A text, or the empty one. */
    static String textOrEmpty(JsonObject event, String name) {
        return Optional.ofNullable(text(event, name)).orElse("");
    }

    /** The texts of an array; others are left out. */
    static List<String> texts(JsonObject event, String name) {
        Stream<JsonValue> items =
                event.find(name).orElse(JsonArray.EMPTY) instanceof JsonArray array ? array.stream() : Stream.empty();
        return items.filter(JsonString.class::isInstance)
                .map(item -> ((JsonString) item).value())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** A tool's input: an object, or a string that holds exactly one. */
    static JsonObject input(JsonObject event, String name) {
        JsonValue input = event.find(name).orElse(JsonArray.EMPTY);
        return switch (input) {
            case JsonObject object -> object;
            case JsonString text -> parsed(name, text.value());
            default -> throw new IllegalArgumentException(name + " is no object");
        };
    }

    private static JsonObject parsed(String name, String text) {
        try {
            return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (InadmissibleJsonException refused) {
            throw new IllegalArgumentException(
                    name + " is not admitted: " + refused.code().wireName(), refused);
        }
    }
}
