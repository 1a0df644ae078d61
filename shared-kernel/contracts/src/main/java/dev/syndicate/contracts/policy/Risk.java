package dev.syndicate.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * The risk that the deciding rule states. Never computed elsewhere.
 */
public enum Risk {
    LOW("low"),
    MODERATE("moderate"),
    HIGH("high"),
    CRITICAL("critical");

    private final String wireName;

    Risk(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static Risk of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a risk: " + wireName));
    }
}
