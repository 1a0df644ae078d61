package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what may be absent or of another type: then it is not there. */
final class Facts {

    private Facts() {}

    static Optional<JsonObject> object(@Nullable JsonObject holder, String name) {
        return of(holder, name, JsonObject.class);
    }

    static Optional<JsonArray> array(@Nullable JsonObject holder, String name) {
        return of(holder, name, JsonArray.class);
    }

    static Optional<String> text(@Nullable JsonObject holder, String name) {
        return of(holder, name, JsonString.class).map(JsonString::value);
    }

    /** The intent that was judged and approved. */
    static Optional<String> intentAtApproval(JsonObject body) {
        return text(body, "digests", "intentAtApproval");
    }

    /** A text inside an object. */
    static Optional<String> text(JsonObject holder, String outer, String name) {
        return object(holder, outer).flatMap(inner -> text(inner, name));
    }

    static Optional<Long> integer(@Nullable JsonObject holder, String name) {
        return of(holder, name, JsonNumber.class).filter(JsonNumber::isInteger).map(number -> (long) number.value());
    }

    private static <T extends JsonValue> Optional<T> of(@Nullable JsonObject holder, String name, Class<T> type) {
        return holder == null
                ? Optional.empty()
                : holder.find(name).filter(type::isInstance).map(type::cast);
    }
}
