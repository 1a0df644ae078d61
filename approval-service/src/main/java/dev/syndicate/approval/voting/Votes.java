package dev.syndicate.approval.voting;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.approval.delegation.Delegations;
import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.platform.observability.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes votes. What a vote needs to know from elsewhere, the view and the clearance, is asked before the approval's
 * transaction begins. Two votes that arrive together are decided one after the other: the later one is judged again.
 */
@Component
public class Votes {

    static final Metric METRIC = new Metric(
            "syndicate.approval.votes",
            Metric.Kind.COUNTER,
            List.of("choice", "result"),
            "Votes by choice and by result: recorded, or the reason of the refusal");

    private static final VoteId UNSENT = new VoteId(new UUID(0, 0));

    private final Retries retries;
    private final ReviewedActions actions;
    private final Integrity integrity;
    private final Openings openings;
    private final Delegations delegations;
    private final SetMembership membership;
    private final Clock clock;
    private final MeterRegistry meters;

    Votes(
            Retries retries,
            ReviewedActions actions,
            Integrity integrity,
            Openings openings,
            Delegations delegations,
            SetMembership membership,
            Clock clock,
            MeterRegistry meters) {
        this.retries = retries;
        this.actions = actions;
        this.integrity = integrity;
        this.openings = openings;
        this.delegations = delegations;
        this.membership = membership;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What a voter sends: the digests are those that they were shown.
     *
     * @param standing what the vote gives beyond the action itself; absent where it is for the action only
     * @param delegation by which they vote on somebody's behalf; absent where they vote for themselves
     */
    public record Slip(
            VoteId vote,
            VoteChoice choice,
            IntentDigest intentDigest,
            ViewDigest viewDigest,
            @Nullable String comment,
            @Nullable StandingVote standing,
            @Nullable DelegationId delegation) {

        /** A vote of one's own, on the action only. */
        public Slip(
                VoteId vote,
                VoteChoice choice,
                IntentDigest intentDigest,
                ViewDigest viewDigest,
                @Nullable String comment) {
            this(vote, choice, intentDigest, viewDigest, comment, null, null);
        }
    }

    /** Casts the vote; safe to send again with the same vote id. */
    public VoteResult cast(ApprovalRequested request, Voter voter, Slip slip) {
        ReviewableView shown = actions.of(request).reviewable();
        Clearance clearance = integrity.clearance();
        DelegationId delegation = slip.delegation();
        VoteResult result = retries.send(new CastVote(
                request.approval(),
                slip.vote(),
                voter,
                slip.choice(),
                slip.intentDigest(),
                slip.viewDigest(),
                slip.comment(),
                slip.standing(),
                delegation,
                delegation == null ? null : delegations.find(delegation).orElse(null),
                shown,
                openings.find(request.approval(), voter.person()).orElse(null),
                clearance,
                clock.instant()));
        count(slip.choice(), result);
        return result;
    }

    /**
     * What would be objected to this vote now, were it sent with the right digests by somebody who has opened the request;
     * for saying so beforehand. The approval decides when the vote arrives.
     */
    public Optional<VoteResult.Refused> foresee(
            ApprovalHistory history,
            Voter voter,
            @Nullable Delegated delegated,
            VoteChoice choice,
            ReviewableView shown,
            Clearance clearance) {
        Instant now = clock.instant();
        CastVote vote = new CastVote(
                history.request().approval(),
                UNSENT,
                voter,
                choice,
                history.request().intentDigest(),
                shown.digest(),
                null,
                null,
                delegated == null ? null : delegated.given().delegation(),
                delegated,
                shown,
                new Opening(history.tally().round(), now, now),
                clearance,
                now);
        Ballot ballot = Ballot.on(history, vote, membership).clearSince(clearance.since());
        return VoteRule.objection(ballot)
                .map(objection ->
                        new VoteResult.Refused(objection.reason(), objection.detail(), stateOf(ballot.ending())));
    }

    /** Names of the threshold sets in which this person's vote counts now, their own or on somebody's behalf. */
    public List<String> setsOf(ApprovalHistory history, Voter voter, @Nullable Delegated delegated) {
        return membership.setsOf(voter, delegated, history.requirement(), history.escalatedAt(clock.instant()));
    }

    private static ApprovalState stateOf(@Nullable Ending ending) {
        return ending == null ? ApprovalState.OPEN : ending.state();
    }

    private void count(VoteChoice choice, VoteResult result) {
        String outcome = switch (result) {
            case VoteResult.Recorded _ -> "recorded";
            case VoteResult.Refused refused -> refused.reason().wireName();
        };
        METRIC.counter(meters, choice.wireName(), outcome).increment();
    }
}
