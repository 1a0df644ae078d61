package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.OpenRound;
import dev.syndicate.contracts.approval.ReevaluateApproval;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One request for approval, from the question to its end. */
@Aggregate
class Approval {

    @AggregateIdentifier
    private @Nullable ApprovalId id;

    private final ApprovalHistory history = new ApprovalHistory();

    Approval() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            RequestApproval command,
            QuorumIsAttainable quorum,
            @MetaDataValue(value = ContentFinding.KEY, required = true) ContentFinding content,
            Clock clock) {
        if (history.isKnown()) {
            Requests.refuseOtherContent(command, history.request());
            return;
        }
        quorum.check(command);
        content.require();
        apply(Requests.requested(command, clock.instant()));
    }

    @CommandHandler
    VoteResult handle(CastVote vote, SetMembership membership) {
        Optional<VoteCast> sameVote = vote.among(history.votes());
        if (sameVote.isPresent()) {
            return VoteResult.of(sameVote.get(), history.state());
        }
        bringUpToDate(vote.at(), vote.clearance());
        Ballot ballot = Ballot.on(history, vote, membership);
        return VoteRule.objection(ballot)
                .map(objection -> refuse(vote, objection))
                .orElseGet(() -> count(vote, ballot.sets()));
    }

    @CommandHandler
    AmendmentResult handle(AmendApproval amendment, SetMembership membership) {
        Optional<ApprovalAmended> same = history.amended().filter(amendment::isRecordedBy);
        if (same.isPresent()) {
            return AmendmentResult.of(same.get(), history.state());
        }
        bringUpToDate(amendment.at(), amendment.clearance());
        Ballot ballot = Ballot.on(history, amendment.asDenial(), membership);
        return VoteRule.objection(ballot)
                .map(objection -> refuse(amendment, objection))
                .orElseGet(() -> amend(amendment, ballot.sets()));
    }

    private AmendmentResult amend(AmendApproval amendment, List<String> sets) {
        ApprovalAmended event = amendment.amended(history.request(), sets);
        apply(event);
        return AmendmentResult.of(event, history.state());
    }

    private AmendmentResult refuse(AmendApproval amendment, Objection objection) {
        apply(amendment.refused(history.request(), objection));
        return AmendmentResult.of(objection, history.state());
    }

    /** Answered with whether it is revoked now; sent again, it changes nothing. */
    @CommandHandler
    boolean handle(RevokeGrant command, SetMembership membership) {
        boolean may = command.operator()
                || !membership.setsOf(history, command.by(), command.at()).isEmpty();
        if (may && history.grant().standsAt(command.at())) {
            apply(command.revoked(history.request()));
        }
        return may && history.grant().isRevoked();
    }

    @CommandHandler
    boolean handle(CommentOnApproval comment) {
        boolean known = history.comments().stream().anyMatch(comment::isRecordedBy);
        if (!known && history.comments().size() >= CommentOnApproval.MOST) {
            throw new ProblemException(
                    ApprovalProblems.TOO_MANY_COMMENTS,
                    "Approval %s has %d comments".formatted(comment.approval(), CommentOnApproval.MOST));
        }
        if (!known) {
            apply(comment.commented(history.request()));
        }
        return !known;
    }

    @CommandHandler
    void handle(WithdrawApproval command, Clock clock) {
        Instant now = clock.instant();
        if (isOpen() && history.isOver(now)) {
            apply(events().expired(now));
        } else if (isOpen()) {
            apply(events().withdrawn(command, now));
        }
    }

    @CommandHandler
    void handle(ExpireApproval command) {
        if (isOpen() && history.isOver(command.at())) {
            apply(events().expired(command.at()));
        }
    }

    /** Answers when the next escalation is due. */
    @CommandHandler
    Optional<Instant> handle(EscalateApproval command) {
        if (isOpen() && !history.isOver(command.at())) {
            escalate(command.at());
        }
        return isOpen() ? history.nextEscalation(command.at()) : Optional.empty();
    }

    /** What was granted and already used, its sender does not ask about. */
    @CommandHandler
    void handle(OpenRound command, Clock clock) {
        Instant now = clock.instant();
        if (isOpen() && history.isOver(now)) {
            apply(events().expired(now));
        } else if (isOpen() || history.state() == ApprovalState.GRANTED) {
            openRound(command.clearSince(), now);
        }
    }

    @CommandHandler
    void handle(ReevaluateApproval command, QuorumIsAttainable quorum, Clock clock) {
        Instant now = clock.instant();
        if (isOpen() && history.isOver(now)) {
            apply(events().expired(now));
        } else if (isOpen()
                && !events().decidedUnder().equals(command.decision().policyVersion())) {
            reevaluate(command.decision(), quorum, now);
        }
    }

    private void reevaluate(Decision now, QuorumIsAttainable quorum, Instant at) {
        switch (now.effect()) {
            // People were asked, and whoever was asked decides.
            case ALLOW -> {}
            case DENY -> apply(events().superseded(now, now.reason(), at));
            case REQUIRE_APPROVAL -> change(now, quorum, at);
        }
    }

    private void change(Decision now, QuorumIsAttainable quorum, Instant at) {
        if (history.requirement().equals(now.approval())) {
            return;
        }
        Optional<String> objection = events().otherMasks(now)
                .or(() -> quorum.objectionTo(ApprovalEvents.requirement(now), history.request())
                        .map(QuorumIsAttainable.Unattainable::detail));
        if (objection.isPresent()) {
            apply(events().superseded(now, objection.get(), at));
        } else {
            apply(events().changed(now, at));
            conclude(null, at);
        }
    }

    /** What time and releases have brought about since the last command is put on record before anything else. */
    private void bringUpToDate(Instant at, Clearance clearance) {
        if (isOpen() && history.isOver(at)) {
            apply(events().expired(at));
        } else if (isOpen()) {
            escalate(at);
            if (clearance.isClear()) {
                openRound(clearance.since(), at);
            }
        }
    }

    private void escalate(Instant at) {
        List<String> sets = history.unrecordedEscalations(at);
        if (!sets.isEmpty()) {
            apply(events().escalated(sets, at));
        }
    }

    private void openRound(Instant clearSince, Instant at) {
        if (history.tally().hasVotesBefore(clearSince)) {
            apply(events().opened(clearSince, at));
        }
    }

    private VoteResult count(CastVote vote, List<String> sets) {
        apply(vote.cast(history, sets));
        conclude(vote.comment(), vote.at());
        return VoteResult.of(history.votes().getLast(), history.state());
    }

    private void conclude(@Nullable String comment, Instant at) {
        Optional<ThresholdSet> denied = history.tally().deniedBy();
        if (denied.isPresent()) {
            apply(events().denied(denied.get(), comment, at));
        } else if (history.tally().isMet()) {
            apply(events().granted(at));
            StandingTally.agreed(history).ifPresent(agreed -> apply(events().standing(agreed, at)));
        }
    }

    /** Sent again and refused again for the same reason, it is the same refusal. */
    private VoteResult refuse(CastVote vote, Objection objection) {
        boolean known = history.refusals().stream().anyMatch(refused -> vote.isRefusedBy(refused, objection));
        if (!known) {
            apply(vote.refused(history.request(), objection));
        }
        return VoteResult.of(objection, history.state());
    }

    @EventSourcingHandler
    void on(ApprovalEvent event) {
        id = event.approval();
        history.evolve(event);
    }

    private ApprovalEvents events() {
        return new ApprovalEvents(history);
    }

    private boolean isOpen() {
        return history.state() == ApprovalState.OPEN;
    }

    private static void apply(ApprovalEvent event) {
        AggregateLifecycle.apply(event);
    }
}
