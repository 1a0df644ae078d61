package dev.syndicate.contracts.execution;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * How an execution ended, as the coding tool reports it.
 */
public enum OutcomeStatus {
    SUCCEEDED("succeeded"),
    FAILED("failed");

    private final String wireName;

    OutcomeStatus(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static OutcomeStatus of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a outcome status: " + wireName));
    }
}
