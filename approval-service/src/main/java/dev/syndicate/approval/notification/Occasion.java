package dev.syndicate.approval.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why somebody is told. */
enum Occasion {
    REQUESTED("approval.requested"),
    /** Nobody decided for a time, so others are asked too. */
    ESCALATED("approval.escalated"),
    /** The votes so far no longer count. */
    REOPENED("approval.reopened"),
    ENDED("approval.ended");

    private final String wireName;

    Occasion(String wireName) {
        this.wireName = wireName;
    }

    /** The {@code type} of a webhook's body. */
    @JsonValue
    String wireName() {
        return wireName;
    }

    @JsonCreator
    static Occasion of(String wireName) {
        return Arrays.stream(values())
                .filter(occasion -> occasion.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not an occasion: " + wireName));
    }
}
