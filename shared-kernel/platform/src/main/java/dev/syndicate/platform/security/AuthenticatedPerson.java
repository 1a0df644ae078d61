package dev.syndicate.platform.security;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import java.util.Objects;
import java.util.Set;

/**
 * A human, as a verified token names them. As an argument of a controller's method it refuses every other caller.
 *
 * @param groups as the token states them, for approval threshold sets
 */
public record AuthenticatedPerson(Person person, Set<Role> roles, Set<WorkspaceId> workspaces, Set<String> groups)
        implements AuthenticatedPrincipal, PersonPrincipal {

    public AuthenticatedPerson {
        Objects.requireNonNull(person, "person");
        roles = Set.copyOf(roles);
        workspaces = Set.copyOf(workspaces);
        groups = Set.copyOf(groups);
    }

    @Override
    public Principal principal() {
        return Principal.of(person);
    }

    @Override
    public AuthenticatedPerson authenticatedPerson() {
        return this;
    }
}
