package dev.syndicate.gateway.mcp.upstream;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/** JSON text that is passed on as it is: no mapper reads it and writes it again. */
public record RawJson(String text) {

    /** An object without members. */
    public static final RawJson EMPTY = new RawJson("{}");

    public RawJson {
        Objects.requireNonNull(text, "text");
    }

    /** The canonical text of a value. */
    public static RawJson of(dev.syndicate.contracts.json.JsonValue value) {
        return new RawJson(CanonicalJson.text(value));
    }

    @Override
    @JsonValue
    @JsonRawValue
    public String text() {
        return text;
    }

    /** The object that the text is, if it is one and only one reading of it exists. */
    public Optional<JsonObject> object() {
        try {
            return Json.parse(text) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (InadmissibleJsonException ambiguous) {
            return Optional.empty();
        }
    }
}
