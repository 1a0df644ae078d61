package dev.syndicate.contracts.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * What a reviewer says.
 */
public enum VoteChoice {
    APPROVE("approve"),
    DENY("deny");

    private final String wireName;

    VoteChoice(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static VoteChoice of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a vote choice: " + wireName));
    }
}
