package dev.syndicate.contracts.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON value. Whatever can be built can be hashed: strings are well-formed UTF-16, numbers are finite, member
 * names are unique and nothing is nested deeper than {@link #MAX_DEPTH}; the constructors throw
 * {@link IllegalArgumentException} otherwise. Two values are equal exactly when their canonical bytes are.
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** Arrays and objects may contain each other this deep; {@code []} is one deep, a scalar zero. */
    int MAX_DEPTH = 64;

    /** How many arrays and objects lie within each other here; zero for a scalar. */
    default int depth() {
        return 0;
    }

    /**
     * This value as plain Java: {@code Map<String, Object>} in canonical order, {@code List<Object>}, {@code String},
     * {@code Long} for integers up to 2^53, {@code Double}, {@code Boolean} or {@code null}.
     */
    @com.fasterxml.jackson.annotation.JsonValue
    @Nullable
    Object toPlain();

    /** A string. */
    static JsonString of(String value) {
        return new JsonString(value);
    }

    /** An integer. Throws when a double cannot hold it exactly in its canonical form. */
    static JsonNumber of(long value) {
        return JsonNumber.of(value);
    }

    /** A finite number. */
    static JsonNumber of(double value) {
        return new JsonNumber(value);
    }

    /** A truth value. */
    static JsonBoolean of(boolean value) {
        return value ? JsonBoolean.TRUE : JsonBoolean.FALSE;
    }

    /** The reverse of {@link #toPlain()}; also takes any {@link Number} whose value survives exactly, and JSON values. */
    static JsonValue ofPlain(@Nullable Object plain) {
        return switch (plain) {
            case null -> JsonNull.NULL;
            case JsonValue value -> value;
            case String text -> of(text);
            case Boolean truth -> of((boolean) truth);
            case Number number -> JsonNumber.ofExactly(number);
            case Map<?, ?> members -> JsonObject.ofPlain(members);
            case List<?> items -> JsonArray.ofPlain(items);
            default -> throw new IllegalArgumentException("Not JSON: " + plain.getClass());
        };
    }
}
