package dev.syndicate.audit.reading;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks for.
 *
 * @param resource a word for what is read, for example {@code records}
 * @param filter everything that was given
 */
public record Question(String resource, JsonObject filter) {

    public Question {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(filter, "filter");
    }

    /** A question without any filter. */
    public static Question about(String resource) {
        return new Question(resource, JsonObject.EMPTY);
    }

    /** The same question with one more filter; none if it was not given. */
    public Question with(String name, @Nullable Object value) {
        return value == null ? this : new Question(resource, filter.with(name, json(value)));
    }

    private static JsonValue json(Object value) {
        return value instanceof Number number ? JsonValue.of(number.longValue()) : JsonValue.of(value.toString());
    }

    /** The filters as canonical JSON: the same question is the same text. */
    String canonical() {
        return new String(CanonicalJson.bytes(filter), StandardCharsets.UTF_8);
    }
}
