package dev.syndicate.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one vote; chosen by the client, so that a retried vote is the same vote. A UUIDv7; in JSON its lower-case text (RFC 9562).
 */
public record VoteId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VoteId {
        Objects.requireNonNull(value, "value");
    }

    /** Reads the textual form. Throws {@link IllegalArgumentException} when it is not a UUID. */
    public static VoteId parse(String text) {
        return new VoteId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
