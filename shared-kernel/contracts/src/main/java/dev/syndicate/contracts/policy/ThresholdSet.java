package dev.syndicate.contracts.policy;

import org.jspecify.annotations.Nullable;

/**
 * So many approvals out of one group of reviewers; all sets of a requirement must be met.
 *
 * @param approve approvals that meet the set
 * @param deny denials that end the approval
 * @param group the reviewers' group, as the token's groups claim names it
 * @param when a CEL predicate over the reviewer's claims that a voter must also meet; absent when the group suffices
 */
public record ThresholdSet(
        String name,
        int approve,
        int deny,
        String group,
        @Nullable String when) {

    public ThresholdSet {
        if (name.isBlank() || group.isBlank()) {
            throw new IllegalArgumentException("A threshold set has a name and a group");
        }
        if (approve < 1 || deny < 1) {
            throw new IllegalArgumentException("A threshold set takes at least one approval and one denial");
        }
    }
}
