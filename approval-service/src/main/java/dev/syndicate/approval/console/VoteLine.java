package dev.syndicate.approval.console;

import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.identity.Person;

/** A vote that counts, as a line. */
public record VoteLine(String name, String initials, boolean own, String verb, String at) {

    static VoteLine of(VoteCast vote, Person viewer, Moments moments) {
        return new VoteLine(
                vote.reviewer().name(),
                Wording.initials(vote.reviewer()),
                vote.reviewer().isSameAs(viewer),
                vote.choice() == VoteChoice.APPROVE ? "approved" : "denied",
                moments.at(vote.occurredAt()));
    }
}
