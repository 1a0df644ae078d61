package dev.syndicate.platform.content;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;

/**
 * The person whose content it is: a principal's accountable human, by verified identity alone.
 *
 * @param issuer the {@code iss} of their token
 * @param subject the {@code sub} of their token
 */
public record DataSubject(String issuer, String subject) {

    public DataSubject {
        if (issuer.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("A data subject has an issuer and a subject");
        }
    }

    /** Whoever answers for the principal. */
    public static DataSubject of(Principal principal) {
        return of(principal.accountable());
    }

    public static DataSubject of(Person person) {
        return new DataSubject(person.issuer(), person.subject());
    }
}
