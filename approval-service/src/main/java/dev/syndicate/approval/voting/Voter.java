package dev.syndicate.approval.voting;

import dev.syndicate.contracts.identity.Person;
import java.util.Objects;
import java.util.Set;

/**
 * Who votes, as the verified token says at the time of the vote.
 *
 * @param groups of the token; empty when the person does not have the role of a reviewer
 */
public record Voter(Person person, Set<String> groups) {

    public Voter {
        Objects.requireNonNull(person, "person");
        groups = Set.copyOf(groups);
    }
}
