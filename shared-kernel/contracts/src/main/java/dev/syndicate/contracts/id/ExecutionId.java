package dev.syndicate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one attempt to execute an action. A UUIDv7; in JSON its lower-case text (RFC 9562).
 */
public record ExecutionId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ExecutionId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the textual form. Throws {@link IllegalArgumentException} when it is not a UUID. */
    public static ExecutionId parse(String text) {
        return new ExecutionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
