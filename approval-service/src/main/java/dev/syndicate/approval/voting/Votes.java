package dev.syndicate.approval.voting;

import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.platform.observability.Metric;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
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

    private static final int ATTEMPTS = 5;
    private static final VoteId UNSENT = new VoteId(new UUID(0, 0));

    private final CommandGateway commands;
    private final ReviewedActions actions;
    private final Integrity integrity;
    private final SetMembership membership;
    private final Clock clock;
    private final MeterRegistry meters;

    Votes(
            CommandGateway commands,
            ReviewedActions actions,
            Integrity integrity,
            SetMembership membership,
            Clock clock,
            MeterRegistry meters) {
        this.commands = commands;
        this.actions = actions;
        this.integrity = integrity;
        this.membership = membership;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * What a voter sends: the digests are those that they were shown.
     *
     * @param standing what the vote gives beyond the action itself; absent where it is for the action only
     */
    public record Slip(
            VoteId vote,
            VoteChoice choice,
            IntentDigest intentDigest,
            ViewDigest viewDigest,
            @Nullable String comment,
            @Nullable StandingVote standing) {

        /** A vote on the action only. */
        public Slip(
                VoteId vote,
                VoteChoice choice,
                IntentDigest intentDigest,
                ViewDigest viewDigest,
                @Nullable String comment) {
            this(vote, choice, intentDigest, viewDigest, comment, null);
        }
    }

    /** Casts the vote; safe to send again with the same vote id. */
    public VoteResult cast(ApprovalRequested request, Voter voter, Slip slip) {
        ReviewableView shown = actions.of(request.content()).reviewable();
        Clearance clearance = integrity.clearance();
        VoteResult result = send(new CastVote(
                request.approval(),
                slip.vote(),
                voter,
                slip.choice(),
                slip.intentDigest(),
                slip.viewDigest(),
                slip.comment(),
                slip.standing(),
                shown,
                clearance,
                clock.instant()));
        count(slip.choice(), result);
        return result;
    }

    /**
     * What would be objected to this vote now, were it sent with the right digests; for saying so beforehand. The
     * approval decides when the vote arrives.
     */
    public Optional<VoteResult.Refused> foresee(
            ApprovalRequested request,
            List<VoteCast> votes,
            @Nullable Ending ending,
            Voter voter,
            VoteChoice choice,
            ReviewableView shown,
            Clearance clearance) {
        CastVote vote = new CastVote(
                request.approval(),
                UNSENT,
                voter,
                choice,
                request.intentDigest(),
                shown.digest(),
                null,
                null,
                shown,
                clearance,
                clock.instant());
        Ballot ballot = new Ballot(request, votes, endingAt(vote.at(), request, ending), setsOf(request, voter), vote);
        return VoteRule.objection(ballot)
                .map(objection ->
                        new VoteResult.Refused(objection.reason(), objection.detail(), stateOf(ballot.ending())));
    }

    /** Names of the threshold sets in which this person's vote counts. */
    public List<String> setsOf(ApprovalRequested request, Voter voter) {
        return membership.setsOf(
                voter, Objects.requireNonNull(request.decision().approval(), "a request states who must approve"));
    }

    private static @Nullable Ending endingAt(Instant now, ApprovalRequested request, @Nullable Ending ending) {
        return ending == null && !now.isBefore(request.expiresAt())
                ? new Ending(ApprovalState.EXPIRED, List.of(), "", request.expiresAt())
                : ending;
    }

    private static ApprovalState stateOf(@Nullable Ending ending) {
        return ending == null ? ApprovalState.OPEN : ending.state();
    }

    private VoteResult send(CastVote vote) {
        for (int attempt = 1; ; attempt++) {
            try {
                return commands.sendAndWait(vote);
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS || !lostARace(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean lostARace(RuntimeException failure) {
        return failure instanceof Problem problem && problem.type().equals(PlatformProblems.CONFLICT);
    }

    private void count(VoteChoice choice, VoteResult result) {
        String outcome = switch (result) {
            case VoteResult.Recorded _ -> "recorded";
            case VoteResult.Refused refused -> refused.reason().wireName();
        };
        METRIC.counter(meters, choice.wireName(), outcome).increment();
    }
}
