package dev.syndicate.approval.voting;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.SignIn;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.util.Objects;

/**
 * Who votes, as the verified token says at the time of the vote.
 *
 * @param reviewer whether they have the role of a reviewer: nobody else counts
 */
public record Voter(Person person, SignIn signIn, boolean reviewer) {

    public Voter {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(signIn, "signIn");
    }

    /** The person of a verified token. */
    public static Voter of(AuthenticatedPerson person) {
        return new Voter(person.person(), person.signIn(), person.has(Role.REVIEWER));
    }
}
