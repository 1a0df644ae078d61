package dev.syndicate.approval.platform;

import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.PersonPrincipal;
import dev.syndicate.platform.security.Role;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** A person who signed in to the console: what the ID token says, read like any other token of the provider. */
final class ConsoleUser extends DefaultOidcUser implements PersonPrincipal {

    private static final long serialVersionUID = 1L;

    private final transient AuthenticatedPerson person;

    ConsoleUser(AuthenticatedPerson person, OidcIdToken idToken) {
        super(person.roles().stream().map(Role::authority).toList(), idToken);
        this.person = person;
    }

    @Override
    public AuthenticatedPerson authenticatedPerson() {
        return person;
    }
}
