package dev.syndicate.contracts.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object. Its members are kept, and handed out, in canonical order: by the UTF-16 code units of their names (RFC 8785,
 * 3.2.3). The typed accessors throw {@link UnexpectedJsonException} when a member is missing or of another type.
 */
public final class JsonObject implements JsonValue {

    /** <code>{}</code>. */
    public static final JsonObject EMPTY = new JsonObject(new String[0], new JsonValue[0]);

    // Two arrays: a tree or hash map per object would let a few megabytes of input grow twentyfold.
    private final String[] names;
    private final JsonValue[] values;
    private final int depth;

    JsonObject(String[] sortedNames, JsonValue[] values) {
        this.names = sortedNames;
        this.values = values;
        this.depth = JsonArray.depthAround(Arrays.asList(values));
    }

    /** An object of these members, whatever their order. */
    public static JsonObject of(Map<String, ? extends JsonValue> members) {
        return new Builder(members).build();
    }

    static JsonObject ofPlain(Map<?, ?> plain) {
        Builder builder = builder();
        plain.forEach((name, value) -> builder.put((String) name, JsonValue.ofPlain(value)));
        return builder.build();
    }

    /** Collects members in any order. */
    public static Builder builder() {
        return new Builder(Map.of());
    }

    /** A builder that starts with the members of this object. */
    public Builder toBuilder() {
        return new Builder(members());
    }

    /** The names, in canonical order. */
    public List<String> names() {
        return Collections.unmodifiableList(Arrays.asList(names));
    }

    /** The members, in canonical order; unmodifiable. */
    public Map<String, JsonValue> members() {
        Map<String, JsonValue> members = LinkedHashMap.newLinkedHashMap(names.length);
        forEach(members::put);
        return Collections.unmodifiableMap(members);
    }

    /** Visits the members in canonical order. */
    public void forEach(BiConsumer<String, JsonValue> visitor) {
        for (int i = 0; i < names.length; i++) {
            visitor.accept(names[i], values[i]);
        }
    }

    /** How many members there are. */
    public int size() {
        return names.length;
    }

    /** Whether there are no members. */
    public boolean isEmpty() {
        return names.length == 0;
    }

    /** Whether a member has this name, be it {@code null}. */
    public boolean has(String name) {
        return Arrays.binarySearch(names, name) >= 0;
    }

    /** The member of this name, if there is one; the literal {@code null} is a value like any other. */
    public Optional<JsonValue> find(String name) {
        int index = Arrays.binarySearch(names, name);
        return index < 0 ? Optional.empty() : Optional.of(values[index]);
    }

    /** The member of this name. */
    public JsonValue get(String name) {
        return find(name).orElseThrow(() -> UnexpectedJsonException.missing(name));
    }

    /** The string of this name. */
    public String string(String name) {
        return as(JsonString.class, "a string", name, get(name)).value();
    }

    /** The string of this name, if there is such a member. */
    public Optional<String> findString(String name) {
        return find(name)
                .map(value -> as(JsonString.class, "a string", name, value).value());
    }

    /** The whole number of this name, at most 2^53 in size. */
    public long integer(String name) {
        return integer(name, get(name));
    }

    /** The whole number of this name, if there is such a member. */
    public Optional<Long> findInteger(String name) {
        return find(name).map(value -> integer(name, value));
    }

    /** The number of this name. */
    public double number(String name) {
        return as(JsonNumber.class, "a number", name, get(name)).value();
    }

    /** The truth value of this name. */
    public boolean bool(String name) {
        return as(JsonBoolean.class, "true or false", name, get(name)).value();
    }

    /** The truth value of this name, if there is such a member. */
    public Optional<Boolean> findBool(String name) {
        return find(name)
                .map(value ->
                        as(JsonBoolean.class, "true or false", name, value).value());
    }

    /** The object of this name. */
    public JsonObject object(String name) {
        return as(JsonObject.class, "an object", name, get(name));
    }

    /** The object of this name, if there is such a member. */
    public Optional<JsonObject> findObject(String name) {
        return find(name).map(value -> as(JsonObject.class, "an object", name, value));
    }

    /** The array of this name. */
    public JsonArray array(String name) {
        return as(JsonArray.class, "an array", name, get(name));
    }

    /** The array of this name, if there is such a member. */
    public Optional<JsonArray> findArray(String name) {
        return find(name).map(value -> as(JsonArray.class, "an array", name, value));
    }

    /** The array of this name, all of it strings. */
    public List<String> strings(String name) {
        return array(name).stream()
                .map(item ->
                        as(JsonString.class, "an array of strings", name, item).value())
                .toList();
    }

    /** This object with one member put or replaced. */
    public JsonObject with(String name, JsonValue value) {
        return toBuilder().put(name, value).build();
    }

    /** This object without the member of this name. */
    public JsonObject without(String name) {
        return has(name) ? toBuilder().remove(name).build() : this;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public Map<String, @Nullable Object> toPlain() {
        Map<String, @Nullable Object> plain = LinkedHashMap.newLinkedHashMap(names.length);
        forEach((name, value) -> plain.put(name, value.toPlain()));
        return plain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that
                && Arrays.equals(names, that.names)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return CanonicalJson.text(this);
    }

    private static long integer(String name, JsonValue value) {
        JsonNumber number = as(JsonNumber.class, "a whole number", name, value);
        if (!number.isInteger()) {
            throw UnexpectedJsonException.notA("a whole number", name);
        }
        return (long) number.value();
    }

    private static <T extends JsonValue> T as(Class<T> type, String wanted, String name, JsonValue value) {
        if (!type.isInstance(value)) {
            throw UnexpectedJsonException.notA(wanted, name);
        }
        return type.cast(value);
    }

    /** Collects the members of an object; a name put twice keeps the later value. */
    public static final class Builder {

        private final Map<String, JsonValue> members;

        private Builder(Map<String, ? extends JsonValue> members) {
            this.members = new TreeMap<>(members);
        }

        /** Puts a member. */
        public Builder put(String name, JsonValue value) {
            members.put(name, value);
            return this;
        }

        /** Puts a string. */
        public Builder put(String name, String value) {
            return put(name, JsonValue.of(value));
        }

        /** Puts a whole number. */
        public Builder put(String name, long value) {
            return put(name, JsonValue.of(value));
        }

        /** Puts a truth value. */
        public Builder put(String name, boolean value) {
            return put(name, JsonValue.of(value));
        }

        /** Puts what the other builder holds, as an object. */
        public Builder put(String name, Builder value) {
            return put(name, value.build());
        }

        /** Puts the value when there is one; otherwise there will be no such member. */
        public Builder putIfPresent(String name, Optional<? extends JsonValue> value) {
            value.ifPresent(present -> put(name, present));
            return this;
        }

        /** Puts the string when there is one; otherwise there will be no such member. */
        public Builder putStringIfPresent(String name, Optional<String> value) {
            value.ifPresent(present -> put(name, present));
            return this;
        }

        /** The member of this name, as it was put last. */
        public Optional<JsonValue> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** Removes the member of this name, if there is one. */
        public Builder remove(String name) {
            members.remove(name);
            return this;
        }

        /** The object. */
        public JsonObject build() {
            if (members.isEmpty()) {
                return EMPTY;
            }
            members.keySet().forEach(JsonString::requireWellFormed);
            return new JsonObject(
                    members.keySet().toArray(new String[0]), members.values().toArray(new JsonValue[0]));
        }
    }
}
