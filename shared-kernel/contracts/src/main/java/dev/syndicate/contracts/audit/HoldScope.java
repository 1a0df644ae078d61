package dev.syndicate.contracts.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * What a legal hold covers.
 *
 * @param value of a subject issuer and subject, joined by a space; of a session its id; of a workspace its name; of a
 *     period {@code from/until}, each {@code uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'}, by the time of the record
 */
public record HoldScope(Kind kind, String value) {

    /** By what it is told whether something is covered. */
    public enum Kind {
        SUBJECT,
        SESSION,
        WORKSPACE,
        PERIOD;

        /** The name in JSON and in the database, for example {@code subject}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads the wire name. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Kind of(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName().equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Not a kind of scope: " + wireName));
        }
    }

    public HoldScope {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(value, "value");
    }
}
