package dev.syndicate.client;

import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads members as the services write them. What is of another form is an {@link IllegalArgumentException}. */
final class Members {

    private Members() {}

    /** A time of day in UTC. */
    static Instant time(JsonObject object, String name) {
        try {
            return Instant.parse(object.string(name));
        } catch (DateTimeParseException notATime) {
            throw new IllegalArgumentException("'%s' is no time".formatted(name), notATime);
        }
    }

    /** A small whole number. */
    static int number(JsonObject object, String name) {
        return Math.toIntExact(object.integer(name));
    }
}
