package dev.syndicate.approval.voting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where an approval stands. All but {@link #OPEN} are final, but for one thing: after the release of an integrity finding
 * what was granted on votes of before it is open again.
 */
public enum ApprovalState {
    OPEN,
    GRANTED,
    DENIED,
    EXPIRED,
    WITHDRAWN,
    AMENDED,
    /** Another policy version was released that denies the action, or asks what nobody could meet. */
    SUPERSEDED;

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
