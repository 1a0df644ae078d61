package dev.syndicate.platform.security;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import java.util.Objects;
import java.util.Set;

/** A configured workload, for example a CI job, with the person who answers for it. It never votes or releases. */
public record AuthenticatedWorkload(Principal principal, Set<Role> roles, Set<WorkspaceId> workspaces)
        implements AuthenticatedPrincipal {

    public AuthenticatedWorkload {
        Objects.requireNonNull(principal, "principal");
        roles = Set.copyOf(roles);
        workspaces = Set.copyOf(workspaces);
    }
}
