package dev.syndicate.platform.security;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.identity.SignIn;
import java.util.Objects;
import java.util.Set;

/**
 * A human, as a verified token names them. As an argument of a controller's method it refuses every other caller.
 *
 * @param signIn what else the token says: groups for approval threshold sets, and when and how they signed in
 */
public record AuthenticatedPerson(Person person, Set<Role> roles, Set<WorkspaceId> workspaces, SignIn signIn)
        implements AuthenticatedPrincipal, PersonPrincipal {

    public AuthenticatedPerson {
        Objects.requireNonNull(person, "person");
        roles = Set.copyOf(roles);
        workspaces = Set.copyOf(workspaces);
        Objects.requireNonNull(signIn, "signIn");
    }

    /** As the token states them. */
    public Set<String> groups() {
        return Set.copyOf(signIn.groups());
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
