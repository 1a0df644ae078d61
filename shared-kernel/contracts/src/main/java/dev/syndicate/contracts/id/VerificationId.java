package dev.syndicate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one verification of the chain. A UUIDv7; in JSON its lower-case text (RFC 9562).
 */
public record VerificationId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VerificationId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the textual form. Throws {@link IllegalArgumentException} when it is not a UUID. */
    public static VerificationId parse(String text) {
        return new VerificationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
