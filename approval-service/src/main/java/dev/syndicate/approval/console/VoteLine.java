package dev.syndicate.approval.console;

import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.identity.Person;
import org.jspecify.annotations.Nullable;

/**
 * A vote, as a line.
 *
 * @param delegator on whose behalf it was cast; empty where it was the voter's own
 * @param standing what it lets stand besides; empty where it is for the action only
 */
public record VoteLine(
        String name, String initials, boolean own, String verb, String delegator, String standing, String at) {

    static VoteLine of(VoteCast vote, Person viewer, Moments moments) {
        return new VoteLine(
                vote.reviewer().name(),
                Wording.initials(vote.reviewer()),
                vote.reviewer().isSameAs(viewer),
                vote.choice() == VoteChoice.APPROVE ? "approved" : "denied",
                delegator(vote.onBehalfOf()),
                standing(vote.standing()),
                moments.at(vote.occurredAt()));
    }

    private static String delegator(@Nullable Person delegator) {
        return delegator == null ? "" : delegator.name();
    }

    private static String standing(@Nullable StandingVote standing) {
        return standing == null ? "" : Wording.terms(standing.terms());
    }
}
