package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.identity.Person;
import java.util.Optional;

/** What somebody last voted on, and how. */
public record LastDecision(ApprovalView view, String verb, String at) {

    static Optional<LastDecision> of(ApprovalView view, Person person, Moments moments) {
        return view.voteOf(person)
                .map(vote -> new LastDecision(
                        view,
                        vote.choice() == VoteChoice.APPROVE ? "approved" : "denied",
                        moments.at(vote.occurredAt())));
    }
}
