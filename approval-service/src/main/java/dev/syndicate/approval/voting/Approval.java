package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.AmendmentRefused;
import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One request for approval, from the question to its end. */
@Aggregate
class Approval {

    /** A release of an integrity finding will open the next round; votes of one round never count in another. */
    private static final int FIRST_ROUND = 1;

    @AggregateIdentifier
    private @Nullable ApprovalId id;

    private @Nullable ApprovalRequested request;
    private final List<VoteCast> votes = new ArrayList<>();
    private @Nullable Ending ending;
    private @Nullable ApprovalAmended amended;
    private @Nullable StandingGranted standing;
    private boolean revoked;

    Approval() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RequestApproval command, RequestRules rules, Clock clock) {
        if (request != null) {
            refuseOtherContent(command, request);
            return;
        }
        rules.check(command);
        AggregateLifecycle.apply(requested(command, clock.instant()));
    }

    @CommandHandler
    VoteResult handle(CastVote vote, SetMembership membership) {
        Ballot ballot = ballot(vote, membership);
        Optional<VoteCast> sameVote = ballot.sameVote();
        if (sameVote.isPresent()) {
            return recorded(sameVote.get());
        }
        if (ending == null && isOver(vote.at())) {
            expire(vote.at());
        }
        return VoteRule.objection(ballot(vote, membership))
                .map(objection -> refuse(vote, objection))
                .orElseGet(() -> count(vote, ballot.sets()));
    }

    @CommandHandler
    AmendmentResult handle(AmendApproval amendment, SetMembership membership) {
        if (amended != null && isSame(amended, amendment)) {
            return recorded(amended);
        }
        if (ending == null && isOver(amendment.at())) {
            expire(amendment.at());
        }
        Ballot ballot = ballot(amendment.asDenial(), membership);
        return VoteRule.objection(ballot)
                .map(objection -> refuse(amendment, objection))
                .orElseGet(() -> amend(amendment, ballot.sets()));
    }

    private static boolean isSame(ApprovalAmended amended, AmendApproval amendment) {
        return amended.amended().action().equals(amendment.amendedBy())
                && amended.by().isSameAs(amendment.amender().person());
    }

    private AmendmentResult amend(AmendApproval amendment, List<String> sets) {
        AmendedAction draft = amendment.amended();
        if (draft == null) {
            throw new ProblemException(
                    PlatformProblems.CONFLICT, "What stood against the amendment no longer does; send it again");
        }
        ApprovalAmended event = new ApprovalAmended(
                request().approval(),
                request().action(),
                draft,
                amendment.amender().person(),
                sets,
                amendment.intentDigest(),
                amendment.viewDigest(),
                amendment.comment(),
                amendment.at());
        AggregateLifecycle.apply(event);
        return recorded(event);
    }

    private AmendmentResult refuse(AmendApproval amendment, Objection objection) {
        AggregateLifecycle.apply(new AmendmentRefused(
                request().approval(),
                request().action(),
                amendment.amender().person(),
                objection.reason(),
                objection.detail(),
                amendment.at()));
        return new AmendmentResult.Refused(objection.reason(), objection.detail(), state());
    }

    private AmendmentResult recorded(ApprovalAmended event) {
        return new AmendmentResult.Recorded(event.amended(), event.occurredAt(), state());
    }

    @CommandHandler
    void handle(WithdrawApproval command, Clock clock) {
        Instant now = clock.instant();
        if (ending == null && isOver(now)) {
            expire(now);
        } else if (ending == null) {
            AggregateLifecycle.apply(new ApprovalWithdrawn(
                    request().approval(), request().action(), command.by(), command.reason(), now));
        }
    }

    @CommandHandler
    void handle(ExpireApproval command) {
        if (ending == null && isOver(command.at())) {
            expire(command.at());
        }
    }

    @EventSourcingHandler
    void on(ApprovalEvent event) {
        switch (event) {
            case ApprovalRequested requested -> {
                id = requested.approval();
                request = requested;
            }
            case VoteCast cast -> votes.add(cast);
            case VoteRefused _, AmendmentRefused _ -> {}
            case StandingGranted granted -> standing = granted;
            case StandingGrantRevoked _ -> revoked = true;
            case ApprovalAmended it -> {
                amended = it;
                ending = Ending.in(event).orElseThrow();
            }
            case ApprovalGranted _, ApprovalDenied _, ApprovalExpired _, ApprovalWithdrawn _ ->
                ending = Ending.in(event).orElseThrow();
        }
    }

    private VoteResult count(CastVote vote, List<String> sets) {
        AggregateLifecycle.apply(cast(vote, sets));
        Tally tally = new Tally(requirement().sets(), votes);
        Optional<ThresholdSet> denied = tally.deniedBy();
        if (denied.isPresent()) {
            AggregateLifecycle.apply(denied(vote, denied.get()));
        } else if (tally.isMet()) {
            AggregateLifecycle.apply(granted(tally, vote.at()));
            StandingTally.agreed(requirement().sets(), votes)
                    .ifPresent(agreed -> AggregateLifecycle.apply(standing(agreed, vote.at())));
        }
        return recorded(votes.getLast());
    }

    private VoteResult refuse(CastVote vote, Objection objection) {
        AggregateLifecycle.apply(new VoteRefused(
                request().approval(),
                request().action(),
                vote.voter().person(),
                vote.choice(),
                objection.reason(),
                objection.detail(),
                vote.at()));
        return new VoteResult.Refused(objection.reason(), objection.detail(), state());
    }

    private void expire(Instant at) {
        AggregateLifecycle.apply(
                new ApprovalExpired(request().approval(), request().action(), at));
    }

    private VoteResult recorded(VoteCast cast) {
        return new VoteResult.Recorded(cast.vote(), cast.choice(), cast.sets(), cast.occurredAt(), state());
    }

    private VoteCast cast(CastVote vote, List<String> sets) {
        return new VoteCast(
                request().approval(),
                request().action(),
                vote.vote(),
                vote.voter().person(),
                sets,
                vote.choice(),
                vote.intentDigest(),
                vote.viewDigest(),
                FIRST_ROUND,
                vote.comment(),
                vote.standing(),
                vote.at());
    }

    private StandingGranted standing(StandingTally.Agreed agreed, Instant at) {
        ApprovalRequested asked = request();
        return new StandingGranted(
                asked.approval(),
                asked.action(),
                asked.session(),
                asked.workspace(),
                agreed.standing().terms(),
                agreed.standing().grantDigest(),
                asked.intentDigest(),
                asked.summary(),
                Objects.requireNonNull(asked.decision().policyVersion(), "a decision under a version"),
                asked.decision().matchedRules(),
                agreed.voters(),
                at.plus(agreed.standing().terms().duration()),
                at);
    }

    /** Answered with whether it is revoked now; sent again, it changes nothing. */
    @CommandHandler
    boolean handle(RevokeGrant command, SetMembership membership) {
        boolean may = command.operator()
                || !membership.setsOf(command.by(), requirement()).isEmpty();
        boolean stands = standing != null && !revoked && command.at().isBefore(standing.expiresAt());
        if (may && stands) {
            AggregateLifecycle.apply(new StandingGrantRevoked(
                    request().approval(), request().action(), command.by().person(), command.reason(), command.at()));
        }
        return may && revoked;
    }

    private ApprovalDenied denied(CastVote vote, ThresholdSet set) {
        String reason = vote.comment() == null ? "The denials of %s end it".formatted(set.name()) : vote.comment();
        return new ApprovalDenied(
                request().approval(), request().action(), vote.voter().person(), reason, vote.at());
    }

    private ApprovalGranted granted(Tally tally, Instant at) {
        return new ApprovalGranted(
                request().approval(), request().action(), request().intentDigest(), tally.approvers(), at);
    }

    private Ballot ballot(CastVote vote, SetMembership membership) {
        return new Ballot(request(), votes, ending, membership.setsOf(vote.voter(), requirement()), vote);
    }

    private boolean isOver(Instant at) {
        return !at.isBefore(request().expiresAt());
    }

    private ApprovalState state() {
        return ending == null ? ApprovalState.OPEN : ending.state();
    }

    private ApprovalRequirement requirement() {
        return Objects.requireNonNull(request().decision().approval(), "a request states who must approve");
    }

    private ApprovalRequested request() {
        return Objects.requireNonNull(request, "an approval begins with a request");
    }

    private static void refuseOtherContent(RequestApproval command, ApprovalRequested request) {
        if (!requested(command, request.occurredAt()).equals(request)) {
            throw new ProblemException(
                    ApprovalProblems.APPROVAL_ID_REUSED,
                    "Approval %s was requested for another action or under other terms".formatted(command.approval()));
        }
    }

    private static ApprovalRequested requested(RequestApproval command, Instant at) {
        return new ApprovalRequested(
                command.approval(),
                command.action(),
                command.session(),
                command.workspace(),
                command.requester(),
                command.agent(),
                command.enforcementTier(),
                command.summary(),
                command.content(),
                command.intentDigest(),
                command.actionDigest(),
                command.decision(),
                command.amendment(),
                command.expiresAt(),
                at);
    }
}
