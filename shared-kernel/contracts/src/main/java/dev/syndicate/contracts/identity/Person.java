package dev.syndicate.contracts.identity;

import java.util.List;
import java.util.Objects;

/**
 * A human as a verified token names them (OpenID Connect Core, section 2).
 *
 * @param issuer the token's {@code iss}
 * @param subject the token's {@code sub}; with the issuer the person's identity
 * @param name for display only; never compared
 * @param authenticationMethods the token's {@code amr} (RFC 8176), empty when the issuer states none
 */
public record Person(String issuer, String subject, String name, List<String> authenticationMethods) {

    public Person {
        if (issuer.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("A person has an issuer and a subject");
        }
        Objects.requireNonNull(name, "name");
        authenticationMethods = List.copyOf(authenticationMethods);
    }

    /** Whether both are the same human: issuer and subject decide, never the name. */
    public boolean isSameAs(Person other) {
        return issuer.equals(other.issuer) && subject.equals(other.subject);
    }
}
