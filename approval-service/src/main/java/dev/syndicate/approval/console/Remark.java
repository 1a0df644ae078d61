package dev.syndicate.approval.console;

import dev.syndicate.contracts.approval.VoteCast;
import java.util.Optional;

/** What somebody said with their vote. */
public record Remark(String name, String initials, String at, String text) {

    static Optional<Remark> commentOf(VoteCast vote, Moments moments) {
        return Optional.ofNullable(vote.comment())
                .map(text -> new Remark(
                        vote.reviewer().name(),
                        Wording.initials(vote.reviewer()),
                        moments.at(vote.occurredAt()),
                        text));
    }
}
