package dev.syndicate.approval.notification;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.Risk;
import java.util.Collections;
import java.util.Set;

/**
 * What a channel wants to hear of.
 *
 * @param workspaces empty for all
 * @param groups of which one has to be asked; empty where it does not matter who is
 * @param risk the lowest
 */
record Audience(Set<WorkspaceId> workspaces, Set<String> groups, Risk risk) {

    Audience {
        workspaces = Set.copyOf(workspaces);
        groups = Set.copyOf(groups);
    }

    boolean hearsOf(WorkspaceId workspace, Risk stated, Set<String> asked) {
        return (workspaces.isEmpty() || workspaces.contains(workspace))
                && stated.compareTo(risk) >= 0
                && (groups.isEmpty() || !Collections.disjoint(groups, asked));
    }
}
