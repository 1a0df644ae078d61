package dev.syndicate.contracts.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * What a coding tool's host does with a call when the hook that should have decided gives no answer.
 */
public enum FailMode {
    /** The call is blocked. */
    CLOSED("closed"),
    /** The hook itself blocks whatever goes wrong, but the host runs the call where the hook is killed or cut off. */
    OPEN_IF_KILLED("open-if-killed"),
    /** The call runs. */
    OPEN("open"),
    /** It depends on a version or a setting that nobody told us. */
    UNKNOWN("unknown");

    private final String wireName;

    FailMode(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static FailMode of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a fail mode: " + wireName));
    }
}
