package dev.syndicate.policy.evaluation;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonBoolean;
import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the caller knows of a session: two facts that are always there, and others that conditions may ask about. */
final class SessionFacts {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
    private static final int MAX_FACTS = 50;

    private SessionFacts() {}

    /** The facts, if they are in order. Throws {@link InvalidEvaluationException}. */
    static JsonObject checked(JsonObject facts) {
        if (facts.size() > MAX_FACTS) {
            throw refused("", "At most %d facts are needed".formatted(MAX_FACTS));
        }
        requireTime(facts.find("openedAt").orElse(null));
        requireCount(facts.find("incidents").orElse(null));
        facts.forEach(SessionFacts::require);
        return facts;
    }

    private static void requireTime(@Nullable JsonValue value) {
        if (!(value instanceof JsonString text) || !isTime(text.value())) {
            throw refused("/openedAt", "A time in UTC is needed, as in RFC 3339");
        }
    }

    private static boolean isTime(String text) {
        try {
            return text.endsWith("Z") && !Instant.parse(text).equals(Instant.MIN);
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    private static void requireCount(@Nullable JsonValue value) {
        if (!(value instanceof JsonNumber number) || !number.isInteger() || number.value() < 0) {
            throw refused("/incidents", "A count from 0 is needed");
        }
    }

    private static void require(String name, JsonValue value) {
        if (!NAME.matcher(name).matches() || !isSimple(value)) {
            throw refused("/" + name, "A fact has a simple name, and a string, number, truth value or list of strings");
        }
    }

    private static boolean isSimple(JsonValue value) {
        return switch (value) {
            case JsonString _, JsonNumber _, JsonBoolean _ -> true;
            case JsonArray list -> list.stream().allMatch(JsonString.class::isInstance);
            default -> false;
        };
    }

    private static InvalidEvaluationException refused(String pointer, String detail) {
        return new InvalidEvaluationException("/session" + pointer, detail);
    }
}
