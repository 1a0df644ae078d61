package dev.syndicate.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a standing grant covers, within the session in which it was given. */
public enum GrantScope {
    /** The same intent digest, and nothing else. */
    INTENT("intent"),
    /** What the same rule decides for the same tool and exactly the same targets, with any parameters. */
    TARGET("target");

    private final String wireName;

    GrantScope(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static GrantScope of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a scope of a standing grant: " + wireName));
    }
}
