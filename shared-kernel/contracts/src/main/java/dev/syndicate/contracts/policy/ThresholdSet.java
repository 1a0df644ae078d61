package dev.syndicate.contracts.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * So many approvals by certain reviewers; all sets of a requirement must be met. Who counts is said by a group, by a
 * condition, or by both.
 *
 * @param approve approvals that meet the set
 * @param deny denials that end the approval
 * @param group the reviewers' group, as the token's groups claim names it; absent where the condition alone says who
 * @param when a CEL predicate over the reviewer's claims that a voter must meet; absent when the group suffices
 * @param escalation who counts besides, after a time; absent where nobody does
 */
public record ThresholdSet(
        String name,
        int approve,
        int deny,
        @Nullable String group,
        @Nullable String when,
        @Nullable Escalation escalation) {

    public ThresholdSet {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A threshold set has a name");
        }
        if (group == null && when == null || group != null && group.isBlank()) {
            throw new IllegalArgumentException("A threshold set says by a group or a condition who counts");
        }
        if (approve < 1 || deny < 1) {
            throw new IllegalArgumentException("A threshold set takes at least one approval and one denial");
        }
    }

    /** A set that is never escalated. */
    public ThresholdSet(String name, int approve, int deny, @Nullable String group, @Nullable String when) {
        this(name, approve, deny, group, when, null);
    }

    /** Whether both say the same of who counts, whatever they are called and however many they ask for. */
    public boolean asksTheSameAs(ThresholdSet other) {
        return Objects.equals(group, other.group)
                && Objects.equals(when, other.when)
                && Objects.equals(escalation, other.escalation);
    }

    /** Who counts, for people: the group, or the condition where there is none. */
    public String who() {
        return group == null ? Objects.requireNonNull(when, "a condition") : group;
    }
}
