package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.identity.Person;
import java.util.List;
import java.util.Objects;

/**
 * Whose approvals counted in one threshold set.
 *
 * @param set its name
 */
public record SetApprovals(String set, List<Person> approvers) {

    public SetApprovals {
        Objects.requireNonNull(set, "set");
        approvers = List.copyOf(approvers);
    }
}
