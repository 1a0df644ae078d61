package dev.syndicate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one proposed action and its event stream. A UUIDv7; in JSON its lower-case text (RFC 9562).
 */
public record ActionId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ActionId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the textual form. Throws {@link IllegalArgumentException} when it is not a UUID. */
    public static ActionId parse(String text) {
        return new ActionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
