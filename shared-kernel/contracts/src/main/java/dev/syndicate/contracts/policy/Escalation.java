package dev.syndicate.contracts.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who counts in a threshold set besides its own reviewers, once a request has stood open for a time.
 *
 * @param after from the request
 * @param group a group, as the token's groups claim names it; absent where the condition alone says who
 * @param when a CEL predicate over the reviewer's claims; absent when the group suffices
 */
public record Escalation(
        Duration after, @Nullable String group, @Nullable String when) {

    public Escalation {
        if (!after.isPositive()) {
            throw new IllegalArgumentException("An escalation comes after some time");
        }
        if (group == null && when == null || group != null && group.isBlank()) {
            throw new IllegalArgumentException("An escalation says by a group or a condition who counts");
        }
    }
}
