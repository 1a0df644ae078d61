package dev.syndicate.approval.explorer;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonBoolean;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a record's body states. Facts of another shape than expected are as absent: every record can be shown. */
record Facts(JsonObject json) {

    private static final List<String> ACTORS = List.of("reviewer", "releaser", "author", "actor", "delegator");

    /** The text in this place; empty where there is none. */
    String text(String... path) {
        return find(path)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .orElse("");
    }

    Optional<Long> number(String... path) {
        return find(path).filter(JsonNumber.class::isInstance).map(value -> (long) ((JsonNumber) value).value());
    }

    boolean isTrue(String... path) {
        return find(path)
                .filter(JsonBoolean.class::isInstance)
                .map(value -> ((JsonBoolean) value).value())
                .orElse(false);
    }

    /** The object in this place; an empty one where there is none. */
    Facts at(String... path) {
        return new Facts(find(path)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.EMPTY));
    }

    boolean has(String... path) {
        return find(path).isPresent();
    }

    List<Facts> objects(String... path) {
        return items(path)
                .filter(JsonObject.class::isInstance)
                .map(item -> new Facts((JsonObject) item))
                .toList();
    }

    List<String> texts(String... path) {
        return items(path)
                .filter(JsonString.class::isInstance)
                .map(item -> ((JsonString) item).value())
                .toList();
    }

    /** Of a person: the name, or what stands for it. */
    String name() {
        String name = text("name");
        return name.isEmpty() ? text("subject") : name;
    }

    /** Who did what the record is about, where it was not the one on whose behalf. */
    String actor() {
        return ACTORS.stream()
                .map(part -> at("who", part).name())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private Stream<JsonValue> items(String... path) {
        return find(path)
                .filter(JsonArray.class::isInstance)
                .map(value -> ((JsonArray) value).stream())
                .orElseGet(Stream::empty);
    }

    private Optional<JsonValue> find(String... path) {
        Optional<JsonValue> found = Optional.of(json);
        for (String name : path) {
            found = found.filter(JsonObject.class::isInstance).flatMap(value -> ((JsonObject) value).find(name));
        }
        return found.filter(value -> !(value instanceof JsonNull));
    }
}
