package dev.syndicate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one single-use permit; the JWS claim {@code jti}. A UUIDv7; in JSON its lower-case text (RFC 9562).
 */
public record PermitId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PermitId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the textual form. Throws {@link IllegalArgumentException} when it is not a UUID. */
    public static PermitId parse(String text) {
        return new PermitId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
