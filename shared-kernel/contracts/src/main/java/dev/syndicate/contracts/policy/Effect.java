package dev.syndicate.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * What a decision says. Declared from the mildest to the strictest: among matching rules the strictest wins.
 */
public enum Effect {
    ALLOW("allow"),
    REQUIRE_APPROVAL("require-approval"),
    DENY("deny");

    private final String wireName;

    Effect(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static Effect of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a effect: " + wireName));
    }
}
