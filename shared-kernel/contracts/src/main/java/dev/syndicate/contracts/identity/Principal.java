package dev.syndicate.contracts.identity;

import java.util.Objects;

/**
 * On whose behalf a session acts, from the token that opened it.
 *
 * @param accountable the human who answers for it: the person themselves, or a workload's configured owner
 */
public record Principal(Kind kind, String issuer, String subject, String name, Person accountable) {

    /** A person at the keyboard, or a configured workload with an accountable owner. */
    public enum Kind {
        PERSON,
        WORKLOAD
    }

    public Principal {
        Objects.requireNonNull(kind, "kind");
        if (issuer.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("A principal has an issuer and a subject");
        }
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(accountable, "accountable");
    }

    public static Principal of(Person person) {
        return new Principal(Kind.PERSON, person.issuer(), person.subject(), person.name(), person);
    }

    /** Whether the person acts here, themselves or through a workload that they answer for. */
    public boolean isAnsweredForBy(Person person) {
        return accountable.isSameAs(person) || (issuer.equals(person.issuer()) && subject.equals(person.subject()));
    }

    /** Whether both act under the same verified identity. */
    public boolean isSameAs(Principal other) {
        return issuer.equals(other.issuer) && subject.equals(other.subject);
    }
}
