package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a request.
 *
 * @param with what they did as they said it; empty where they only said it
 * @param lines what they said, hidden characters spelled out
 */
public record Remark(String name, String initials, String at, String with, List<List<Piece>> lines) {

    private record Said(
            Person by, Instant at, String with, @Nullable String text) {

        private static Said of(VoteCast vote) {
            String with = vote.choice() == VoteChoice.APPROVE ? "with an approval" : "with a denial";
            return new Said(vote.reviewer(), vote.occurredAt(), with, vote.comment());
        }

        private static Said of(ApprovalCommented comment) {
            return new Said(comment.by(), comment.occurredAt(), "", comment.text());
        }

        private static Said of(Ending amended) {
            return new Said(amended.by().getFirst(), amended.at(), "with an amendment", amended.reason());
        }
    }

    public Remark {
        lines = List.copyOf(lines);
    }

    /** All of one request, the earliest first. */
    static List<Remark> of(ApprovalView view, Moments moments) {
        return Stream.of(
                        view.history().votes().stream().map(Said::of),
                        view.comments().stream().map(Said::of),
                        Stream.ofNullable(view.ending())
                                .filter(ending -> ending.state() == ApprovalState.AMENDED)
                                .map(Said::of))
                .flatMap(said -> said)
                .filter(said -> said.text() != null && !said.text().isBlank())
                .sorted(Comparator.comparing(Said::at))
                .map(said -> of(said, moments))
                .toList();
    }

    private static Remark of(Said said, Moments moments) {
        return new Remark(
                said.by().name(),
                Wording.initials(said.by()),
                moments.at(said.at()),
                said.with(),
                String.valueOf(said.text()).lines().map(Escapes::pieces).toList());
    }
}
