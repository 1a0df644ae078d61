package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.identity.Person;
import java.util.List;

/**
 * A round whose votes no longer count.
 *
 * @param why they do not
 */
public record EarlierRound(String title, String why, List<VoteLine> votes) {

    public EarlierRound {
        votes = List.copyOf(votes);
    }

    static List<EarlierRound> of(ApprovalView view, Person viewer, Moments moments) {
        return view.rounds().stream()
                .map(next -> of(next, view, viewer, moments))
                .toList();
    }

    private static EarlierRound of(RoundOpened next, ApprovalView view, Person viewer, Moments moments) {
        int round = next.round() - 1;
        return new EarlierRound(
                "Round %d".formatted(round),
                "An integrity finding was released at %s: votes of before count no longer."
                        .formatted(moments.at(next.clearSince())),
                view.earlierVotes().stream()
                        .filter(vote -> vote.round() == round)
                        .map(vote -> VoteLine.of(vote, viewer, moments))
                        .toList());
    }
}
