package dev.syndicate.identity;

import java.util.List;

/**
 * A person of the development provider; the password is the name.
 *
 * @param name what one signs in with, and the token's {@code sub}
 * @param fullName the token's {@code name}
 * @param job what the person does here, for the login page
 * @param groups the token's {@code groups}, which the services map to roles
 */
record LocalUser(String name, String fullName, String job, List<String> groups) {

    static final List<String> WORKSPACES = List.of("acme/checkout");

    LocalUser {
        groups = List.copyOf(groups);
    }

    public String initials() {
        return fullName.replaceAll("[^A-Z]", "");
    }
}
