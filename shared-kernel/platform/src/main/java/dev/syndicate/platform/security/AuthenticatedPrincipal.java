package dev.syndicate.platform.security;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.Map;
import java.util.Set;

/**
 * Who a verified token stands for: a person, or a workload that a person answers for. Usable as an argument of a
 * controller's method; so are its two kinds, where only one of them is right.
 */
public sealed interface AuthenticatedPrincipal permits AuthenticatedPerson, AuthenticatedWorkload {

    /** As sessions and events record them. */
    Principal principal();

    Set<Role> roles();

    Set<WorkspaceId> workspaces();

    default boolean has(Role role) {
        return roles().contains(role);
    }

    default boolean isMemberOf(WorkspaceId workspace) {
        return workspaces().contains(workspace);
    }

    /** Ends the request with {@code forbidden} unless the caller has this role. */
    default void require(Role role) {
        if (!has(role)) {
            throw new ProblemException(
                    PlatformProblems.FORBIDDEN,
                    "This needs the role " + role.label(),
                    Map.of("requiredRole", role.label()));
        }
    }

    /** Ends the request with {@code forbidden} unless the caller belongs to this workspace. */
    default void requireMemberOf(WorkspaceId workspace) {
        if (!isMemberOf(workspace)) {
            throw new ProblemException(PlatformProblems.FORBIDDEN, "You are not a member of this workspace");
        }
    }
}
