package dev.syndicate.approval.voting;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.VoteId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One person's vote. It never leaves this process: votes do not come over the command transport.
 *
 * @param vote chosen by the client, so that a vote sent twice counts once
 * @param intentDigest what the voter says they decide on
 * @param viewDigest what the voter says they were shown
 * @param standing what the vote gives beyond the action itself; absent where it is for the action only
 * @param delegation by which the voter says they vote on somebody's behalf; absent where they vote for themselves
 * @param delegated that delegation as it stands; absent where there is none of this id
 * @param shown what this service shows for the request
 * @param opening when this service last showed it to the voter; absent where it never did
 * @param clearance asked of audit-service just before
 * @param at when the vote arrived; decides against the expiry
 */
record CastVote(
        @TargetAggregateIdentifier ApprovalId approval,
        VoteId vote,
        Voter voter,
        VoteChoice choice,
        IntentDigest intentDigest,
        ViewDigest viewDigest,
        @Nullable String comment,
        @Nullable StandingVote standing,
        @Nullable DelegationId delegation,
        @Nullable Delegated delegated,
        ReviewableView shown,
        @Nullable Opening opening,
        Clearance clearance,
        Instant at) {

    CastVote {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(vote, "vote");
        Objects.requireNonNull(voter, "voter");
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(viewDigest, "viewDigest");
        Objects.requireNonNull(shown, "shown");
        Objects.requireNonNull(clearance, "clearance");
        Objects.requireNonNull(at, "at");
    }

    /** This very vote, if it was taken before: the same id, voter, choice, digests, terms and delegation. */
    Optional<VoteCast> among(List<VoteCast> taken) {
        return taken.stream()
                .filter(cast -> cast.vote().equals(vote)
                        && cast.reviewer().isSameAs(voter.person())
                        && cast.choice() == choice
                        && cast.intentDigest().equals(intentDigest)
                        && cast.viewDigest().equals(viewDigest)
                        && Objects.equals(cast.standing(), standing)
                        && Objects.equals(cast.delegation(), delegation))
                .findFirst();
    }

    /** Whether this very vote was refused for the same reason before. */
    boolean isRefusedBy(VoteRefused refused, Objection objection) {
        return vote.equals(refused.vote())
                && refused.voter().isSameAs(voter.person())
                && refused.choice() == choice
                && refused.reason() == objection.reason();
    }

    /** When the voter first opened the request in this round, if they did. */
    @Nullable
    Instant openedIn(int round) {
        return opening == null || opening.round() != round ? null : opening.first();
    }

    VoteCast cast(ApprovalHistory history, List<String> sets) {
        return new VoteCast(
                approval,
                history.request().action(),
                vote,
                voter.person(),
                sets,
                choice,
                intentDigest,
                viewDigest,
                history.tally().round(),
                comment,
                standing,
                at,
                voter.signIn(),
                openedIn(history.tally().round()),
                delegated == null ? null : delegated.delegator(),
                delegation);
    }

    VoteRefused refused(ApprovalRequested request, Objection objection) {
        return new VoteRefused(
                approval, request.action(), voter.person(), choice, objection.reason(), objection.detail(), at, vote);
    }
}
