package dev.syndicate.platform.security;

/** For a service's own way to sign in: what its authentication's principal implements to count as a person. */
public interface PersonPrincipal {

    AuthenticatedPerson authenticatedPerson();
}
