package dev.syndicate.approval.voting;

import static dev.syndicate.contracts.approval.VoteRefusalReason.ALREADY_VOTED;
import static dev.syndicate.contracts.approval.VoteRefusalReason.APPROVAL_ENDED;
import static dev.syndicate.contracts.approval.VoteRefusalReason.DELEGATION_NOT_IN_FORCE;
import static dev.syndicate.contracts.approval.VoteRefusalReason.DIGEST_MISMATCH;
import static dev.syndicate.contracts.approval.VoteRefusalReason.INTEGRITY_NOT_CLEAR;
import static dev.syndicate.contracts.approval.VoteRefusalReason.NOT_A_REVIEWER_OF_THIS;
import static dev.syndicate.contracts.approval.VoteRefusalReason.NOT_OPENED;
import static dev.syndicate.contracts.approval.VoteRefusalReason.REQUESTER_CANNOT_APPROVE;
import static dev.syndicate.contracts.approval.VoteRefusalReason.STANDING_NOT_ALLOWED;
import static dev.syndicate.contracts.approval.VoteRefusalReason.TOO_LARGE_TO_REVIEW;
import static dev.syndicate.contracts.approval.VoteRefusalReason.VIEW_MISMATCH;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import java.util.List;
import java.util.Optional;

/** What a vote must meet to count. Each rule states itself; the first that objects gives the reason. */
sealed interface VoteRule {

    /** In the order in which they are asked. */
    List<VoteRule> ALL = List.of(
            new VotesEndWithTheApproval(),
            new RequesterCannotApproveOwnAction(),
            new AmenderCannotApproveTheirAmendment(),
            new DelegationIsInForce(),
            new VoterBelongsToAThresholdSet(),
            new OneFinalVotePerPersonAndRound(),
            new VoteNamesTheRequestedIntent(),
            new VoteNamesTheViewThatWasShown(),
            new WhatNobodyCanReadCannotBeApproved(),
            new WhatWasNotOpenedCannotBeApproved(),
            new PolicyLetsTheApprovalStand(),
            new VoteNamesTheStandingGrantThatWasShown(),
            new NoVoteWhileIntegrityIsNotClear());

    Optional<Objection> objectionTo(Ballot ballot);

    /** The first objection, if any rule has one. */
    static Optional<Objection> objection(Ballot ballot) {
        return ALL.stream().flatMap(rule -> rule.objectionTo(ballot).stream()).findFirst();
    }

    private static Optional<Objection> when(boolean broken, VoteRefusalReason reason, String detail) {
        return broken ? Optional.of(new Objection(reason, detail)) : Optional.empty();
    }

    /** A vote after the decision, the withdrawal or the expiry is not taken. */
    record VotesEndWithTheApproval() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            return Optional.ofNullable(ballot.ending()).map(ending -> new Objection(APPROVAL_ENDED, ending.sentence()));
        }
    }

    /** Who asked, and who answers for the session, never counts: not for and not against, not through somebody else. */
    record RequesterCannotApproveOwnAction() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            return when(
                    ballot.speakers().stream().anyMatch(ballot.request()::isAskedFor),
                    REQUESTER_CANNOT_APPROVE,
                    ballot.request().isAskedFor(ballot.vote().voter().person())
                            ? "This action was requested on your behalf. Somebody else decides; you can withdraw it."
                            : "This action was requested on behalf of who delegated to you. Somebody else decides.");
        }
    }

    /** A delegation is to this voter, has begun, has not ended and is not revoked. */
    record DelegationIsInForce() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            CastVote vote = ballot.vote();
            Delegated delegated = vote.delegated();
            boolean holds =
                    delegated != null && delegated.isTo(vote.voter().person()) && delegated.isInForceAt(vote.at());
            return when(
                    vote.delegation() != null && !holds,
                    DELEGATION_NOT_IN_FORCE,
                    "Delegation %s is not one to you, or is not in force.".formatted(vote.delegation()));
        }
    }

    /** Whoever had a hand in the parameters never counts, not through somebody else: others read what came of it. */
    record AmenderCannotApproveTheirAmendment() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            return when(
                    ballot.speakers().stream().anyMatch(ballot.request()::isAmendedBy),
                    REQUESTER_CANNOT_APPROVE,
                    ballot.request().isAmendedBy(ballot.vote().voter().person())
                            ? "You amended this action. Somebody else decides on it."
                            : "Who delegated to you amended this action. Somebody else decides on it.");
        }
    }

    /** Membership is judged by the token at the time of the vote. */
    record VoterBelongsToAThresholdSet() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            return when(ballot.sets().isEmpty(), NOT_A_REVIEWER_OF_THIS, "You are none of those whom the policy asks.");
        }
    }

    /** A vote is final, nobody speaks twice in a round, and a vote's id belongs to one vote. */
    record OneFinalVotePerPersonAndRound() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            boolean idTaken = ballot.taken().stream()
                    .anyMatch(cast -> cast.vote().equals(ballot.vote().vote()));
            return when(
                    idTaken || ballot.earlierVote().isPresent(),
                    ALREADY_VOTED,
                    ballot.earlierVote()
                            .map(cast -> spoken(cast, ballot.vote().voter()))
                            .orElse("Another vote has this id."));
        }
    }

    private static String spoken(VoteCast cast, Voter voter) {
        String who = cast.reviewer().isSameAs(voter.person())
                ? "You"
                : cast.reviewer().name();
        return "%s voted to %s it at %s. A vote is final, and nobody speaks twice."
                .formatted(who, cast.choice().wireName(), cast.occurredAt());
    }

    /** The digest that the voter names is that of the requested bytes. */
    record VoteNamesTheRequestedIntent() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            return when(
                    !ballot.request().intentDigest().equals(ballot.vote().intentDigest()),
                    DIGEST_MISMATCH,
                    "The vote is for %s, the request is for %s."
                            .formatted(
                                    ballot.vote().intentDigest(),
                                    ballot.request().intentDigest()));
        }
    }

    /** What the voter was shown is what this service shows for the requested bytes. */
    record VoteNamesTheViewThatWasShown() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            return when(
                    !ballot.vote().shown().digest().equals(ballot.vote().viewDigest()),
                    VIEW_MISMATCH,
                    "The vote is for the view %s, this request is shown as %s. Read it again."
                            .formatted(
                                    ballot.vote().viewDigest(),
                                    ballot.vote().shown().digest()));
        }
    }

    /** A view above the policy's review limit can be denied, or split by the agent. */
    record WhatNobodyCanReadCannotBeApproved() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            long lines = ballot.vote().shown().lines();
            int limit = ballot.tally().requirement().reviewLineLimit();
            return when(
                    ballot.vote().choice() == VoteChoice.APPROVE && lines > limit,
                    TOO_LARGE_TO_REVIEW,
                    "It has %d lines; the policy's review limit is %d. It can be denied.".formatted(lines, limit));
        }
    }

    /** An approval stands for further actions only as far as the policy says, and never for targets that nobody names. */
    record PolicyLetsTheApprovalStand() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            StandingVote standing = ballot.vote().standing();
            return when(
                    standing != null && !ballot.mayStand(standing),
                    STANDING_NOT_ALLOWED,
                    "The policy does not let this approval stand for such further actions.");
        }
    }

    /** The grant that the voter was shown is the one that their vote is for. */
    record VoteNamesTheStandingGrantThatWasShown() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            StandingVote standing = ballot.vote().standing();
            return when(
                    standing != null
                            && !standing.grantDigest()
                                    .equals(standing.terms().digestFor(ballot.request(), ballot.decision())),
                    DIGEST_MISMATCH,
                    "The vote names another standing grant than these terms make of this request.");
        }
    }

    /** What this service has not shown to the voter in this round can be denied, but nobody approves it unseen. */
    record WhatWasNotOpenedCannotBeApproved() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            int round = ballot.tally().round();
            return when(
                    ballot.vote().choice() == VoteChoice.APPROVE
                            && ballot.vote().openedIn(round) == null,
                    NOT_OPENED,
                    round == 1
                            ? "You have not opened this request. Open it, read it, and vote then."
                            : "An integrity finding was released since, so votes begin anew in round %d. Open it again, and vote then."
                                    .formatted(round));
        }
    }

    /** No vote of either kind is taken unless audit-service says that integrity is clear. */
    record NoVoteWhileIntegrityIsNotClear() implements VoteRule {

        @Override
        public Optional<Objection> objectionTo(Ballot ballot) {
            return when(
                    !ballot.vote().clearance().isClear(),
                    INTEGRITY_NOT_CLEAR,
                    ballot.vote().clearance().status() == Clearance.Status.UNKNOWN
                            ? "audit-service did not say that integrity is clear. Try again when it answers."
                            : "An integrity finding stands unreleased.");
        }
    }
}
