package dev.syndicate.approval.voting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where an approval stands. All but {@link #OPEN} are final. */
public enum ApprovalState {
    OPEN,
    GRANTED,
    DENIED,
    EXPIRED,
    WITHDRAWN,
    AMENDED;

    /** The stable name used in JSON and in the API, for example {@code granted}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static ApprovalState of(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a state of an approval: " + wireName));
    }
}
