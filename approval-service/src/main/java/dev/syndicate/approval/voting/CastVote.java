package dev.syndicate.approval.voting;

import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * One person's vote. It never leaves this process: votes do not come over the command transport.
 *
 * @param vote chosen by the client, so that a vote sent twice counts once
 * @param intentDigest what the voter says they decide on
 * @param viewDigest what the voter says they were shown
 * @param standing what the vote gives beyond the action itself; absent where it is for the action only
 * @param shown what this service shows for the request
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
        ReviewableView shown,
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
}
