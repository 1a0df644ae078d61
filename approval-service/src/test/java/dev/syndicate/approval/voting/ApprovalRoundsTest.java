package dev.syndicate.approval.voting;

import static dev.syndicate.approval.voting.ApprovalFixture.ACTION;
import static dev.syndicate.approval.voting.ApprovalFixture.APPROVAL;
import static dev.syndicate.approval.voting.ApprovalFixture.DANA;
import static dev.syndicate.approval.voting.ApprovalFixture.EXPIRY;
import static dev.syndicate.approval.voting.ApprovalFixture.NOW;
import static dev.syndicate.approval.voting.ApprovalFixture.RILEY;
import static dev.syndicate.approval.voting.ApprovalFixture.ROBIN;
import static dev.syndicate.approval.voting.ApprovalFixture.TIME_TO_DECIDE;
import static dev.syndicate.approval.voting.ApprovalFixture.approve;
import static dev.syndicate.approval.voting.ApprovalFixture.decision;
import static dev.syndicate.approval.voting.ApprovalFixture.delegation;
import static dev.syndicate.approval.voting.ApprovalFixture.deny;
import static dev.syndicate.approval.voting.ApprovalFixture.digest;
import static dev.syndicate.approval.voting.ApprovalFixture.granted;
import static dev.syndicate.approval.voting.ApprovalFixture.requested;
import static dev.syndicate.approval.voting.ApprovalFixture.under;

import dev.syndicate.approval.delegation.Delegated;
import dev.syndicate.approval.voting.ApprovalFixture.Vote;
import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.DelegationRevoked;
import dev.syndicate.contracts.approval.OpenRound;
import dev.syndicate.contracts.approval.ReevaluateApproval;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.SetApprovals;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.view.SecretKind;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** Votes begin anew after an integrity finding was released, and policy may change under an open request. */
class ApprovalRoundsTest {

    private static final ThresholdSet TWO = new ThresholdSet("reviewers", 2, 1, "syndicate-reviewers", null);
    private static final ThresholdSet ONE = ApprovalFixture.ONE_REVIEWER;
    private static final Instant RELEASED = NOW.plusSeconds(100);
    private static final Instant LATER = NOW.plusSeconds(120);
    private static final RoundOpened ROUND =
            new RoundOpened(APPROVAL, ACTION, 2, RELEASED, LATER.plus(TIME_TO_DECIDE), LATER);
    private static final PolicyVersion OLD = new PolicyVersion(41, digest("bundle"));
    private static final PolicyVersion NEW = new PolicyVersion(42, digest("newer"));

    private final AggregateTestFixture<Approval> fixture = ApprovalFixture.aggregate(LATER);

    @Test
    void opensARoundWhereVotesAreOlderThanTheRelease() {
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"))
                .when(new OpenRound(APPROVAL, RELEASED))
                .expectEvents(ROUND);
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"), ROUND)
                .when(new OpenRound(APPROVAL, RELEASED))
                .expectNoEvents();
        fixture.given(requested(TWO)).when(new OpenRound(APPROVAL, RELEASED)).expectNoEvents();
    }

    @Test
    void opensWhatWasGrantedAgainAndNothingElseThatEnded() {
        fixture.given(requested(ONE), approve(RILEY).event("reviewers"), grantedByRiley())
                .when(new OpenRound(APPROVAL, RELEASED))
                .expectEvents(ROUND);
        fixture.given(
                        requested(ONE),
                        deny(RILEY).event("reviewers"),
                        new ApprovalDenied(APPROVAL, ACTION, RILEY, "No", NOW.plusSeconds(60)))
                .when(new OpenRound(APPROVAL, RELEASED))
                .expectNoEvents();
    }

    @Test
    void countsNoVoteOfAnEarlierRound() {
        Vote second = approve(ROBIN).at(LATER).inRound(2);
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"), ROUND)
                .when(second.command())
                .expectEvents(second.event("reviewers"));
    }

    @Test
    void letsTheSamePersonVoteAgainInTheNewRound() {
        Vote again =
                approve(RILEY).withId("0195d8a2-0000-7000-8000-000000000009").inRound(2);
        fixture.given(requested(ONE), approve(RILEY).event("reviewers"), grantedByRiley(), ROUND)
                .when(again.command())
                .expectEvents(
                        again.event("reviewers"),
                        granted(2, List.of(new SetApprovals("reviewers", List.of(RILEY))), RILEY));
    }

    @Test
    void opensTheRoundItselfWhenAVoteComesFirstAndSaysWhy() {
        Vote vote = approve(ROBIN).at(LATER).under(Clearance.clearSince(RELEASED));
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"))
                .when(vote.command())
                .expectResultMessagePayloadMatching(
                        Matchers.predicate(result -> result instanceof VoteResult.Refused refused
                                && refused.reason() == VoteRefusalReason.NOT_OPENED
                                && refused.detail().contains("round 2")))
                .expectEventsMatching(Matchers.payloadsMatching(Matchers.sequenceOf(Matchers.equalTo(ROUND))));
    }

    @Test
    void expiresWithTheTimeOfItsRound() {
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"), ROUND)
                .when(new ExpireApproval(APPROVAL, EXPIRY))
                .expectNoEvents();
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"), ROUND)
                .when(new ExpireApproval(APPROVAL, ROUND.expiresAt()))
                .expectEvents(new ApprovalExpired(APPROVAL, ACTION, ROUND.expiresAt()));
    }

    @Test
    void endsWhereTheNewPolicyDenies() {
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"))
                .when(new ReevaluateApproval(APPROVAL, newer(Effect.DENY)))
                .expectEvents(
                        new ApprovalSuperseded(APPROVAL, ACTION, OLD, NEW, "Pushing changes what others see", LATER));
    }

    @Test
    void endsWhereTheNewPolicyAsksWhatNobodyCouldMeet() {
        fixture.given(requested(TWO))
                .when(new ReevaluateApproval(
                        APPROVAL, newer(Effect.REQUIRE_APPROVAL, new ThresholdSet("owners", 1, 1, "owners", null))))
                .expectEventsMatching(Matchers.payloadsMatching(Matchers.exactSequenceOf(
                        Matchers.predicate(event -> event instanceof ApprovalSuperseded superseded
                                && superseded.reason().contains("owners")),
                        Matchers.andNoMore())));
    }

    @Test
    void goesOnUnderTheNewRequirementWithTheVotesThatAskedTheSamePeople() {
        Decision fewer = newer(Effect.REQUIRE_APPROVAL, new ThresholdSet("people", 1, 1, "syndicate-reviewers", null));
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"))
                .when(new ReevaluateApproval(APPROVAL, fewer))
                .expectEvents(
                        new ApprovalRequirementChanged(APPROVAL, ACTION, OLD, fewer, LATER),
                        new ApprovalGranted(
                                APPROVAL,
                                ACTION,
                                ApprovalFixture.INTENT,
                                List.of(RILEY),
                                LATER,
                                1,
                                List.of(new SetApprovals("people", List.of(RILEY)))));
        Decision others = newer(Effect.REQUIRE_APPROVAL, new ThresholdSet("others", 1, 1, "others", null));
        fixture.given(requested(TWO), approve(RILEY).event("reviewers"))
                .when(new ReevaluateApproval(APPROVAL, others))
                .expectEvents(new ApprovalRequirementChanged(APPROVAL, ACTION, OLD, others, LATER));
    }

    @Test
    void endsWhereTheNewPolicyMasksOtherwise() {
        for (List<SecretKind> before : List.of(List.<SecretKind>of(), List.of(SecretKind.JWT, SecretKind.NPM_TOKEN))) {
            fixture.given(requested(under(masking(OLD, before))))
                    .when(new ReevaluateApproval(APPROVAL, masking(NEW, List.of(SecretKind.JWT))))
                    .expectEvents(new ApprovalSuperseded(
                            APPROVAL,
                            ACTION,
                            OLD,
                            NEW,
                            "Policy has other secrets masked now than people were shown",
                            LATER));
        }
        fixture.given(requested(under(masking(OLD, List.of(SecretKind.JWT)))))
                .when(new ReevaluateApproval(APPROVAL, masking(NEW, List.of(SecretKind.JWT))))
                .expectNoEvents();
    }

    private static Decision masking(PolicyVersion version, List<SecretKind> masks) {
        Decision decision = decision(List.of(ONE));
        ApprovalRequirement approval = ApprovalEvents.requirement(decision);
        return new Decision(
                decision.effect(),
                version,
                decision.rule(),
                decision.reason(),
                decision.risk(),
                decision.trustTier(),
                new ApprovalRequirement(
                        approval.sets(), approval.expiresAfter(), approval.reviewLineLimit(), null, null, masks),
                decision.matchedRules(),
                decision.author(),
                decision.releaser(),
                decision.inputs());
    }

    @Test
    void staysAsItIsWhereTheNewPolicyAllowsOrAsksTheSame() {
        fixture.given(requested(TWO))
                .when(new ReevaluateApproval(APPROVAL, newer(Effect.ALLOW)))
                .expectNoEvents();
        fixture.given(requested(TWO))
                .when(new ReevaluateApproval(APPROVAL, newer(Effect.REQUIRE_APPROVAL, TWO)))
                .expectNoEvents();
        fixture.given(requested(ONE), approve(RILEY).event("reviewers"), grantedByRiley())
                .when(new ReevaluateApproval(APPROVAL, newer(Effect.DENY)))
                .expectNoEvents();
    }

    @Test
    void neverCountsAPersonTwiceByDelegation() {
        Delegated fromRobin = delegation(ROBIN, RILEY, "syndicate-reviewers");
        Vote delegated = approve(RILEY).by(fromRobin);
        fixture.given(requested(TWO)).when(delegated.command()).expectEvents(delegated.event("reviewers"));
        for (Vote again : List.of(approve(ROBIN), approve(RILEY).withId("0195d8a2-0000-7000-8000-000000000009"))) {
            fixture.given(requested(TWO), delegated.event("reviewers"))
                    .when(again.command())
                    .expectResultMessagePayloadMatching(refusal(VoteRefusalReason.ALREADY_VOTED));
        }
        fixture.given(requested(TWO), approve(ROBIN).event("reviewers"))
                .when(delegated.command())
                .expectResultMessagePayloadMatching(refusal(VoteRefusalReason.ALREADY_VOTED));
    }

    @Test
    void countsADelegateWithTheGroupsOfTheDelegatorOnly() {
        Vote delegated = approve(RILEY).by(delegation(ROBIN, RILEY, "elsewhere"));
        fixture.given(requested(ONE))
                .when(delegated.command())
                .expectResultMessagePayloadMatching(refusal(VoteRefusalReason.NOT_A_REVIEWER_OF_THIS));
    }

    @Test
    void refusesDelegationsByTheRequesterToOthersAndOutOfTime() {
        assertRefused(
                approve(RILEY).by(delegation(DANA, RILEY, "syndicate-reviewers")),
                VoteRefusalReason.REQUESTER_CANNOT_APPROVE);
        assertRefused(
                approve(DANA).by(delegation(RILEY, DANA, "syndicate-reviewers")),
                VoteRefusalReason.REQUESTER_CANNOT_APPROVE);
        assertRefused(
                approve(ROBIN).by(delegation(ROBIN, RILEY, "syndicate-reviewers")),
                VoteRefusalReason.DELEGATION_NOT_IN_FORCE);
        Delegated revoked = new Delegated(
                delegation(ROBIN, RILEY, "syndicate-reviewers").given(),
                new DelegationRevoked(delegation(ROBIN, RILEY).given().delegation(), ROBIN, NOW));
        assertRefused(approve(RILEY).by(revoked), VoteRefusalReason.DELEGATION_NOT_IN_FORCE);
        assertRefused(
                approve(RILEY)
                        .by(delegation(ROBIN, RILEY, "syndicate-reviewers"))
                        .at(NOW.minusSeconds(1)),
                VoteRefusalReason.DELEGATION_NOT_IN_FORCE);
    }

    @Test
    void saysACommentOnceAndSoManyAtMost() {
        CommentOnApproval comment = new CommentOnApproval(APPROVAL, comment(0), RILEY, "Why on a Friday?", LATER);
        fixture.given(requested(ONE))
                .when(comment)
                .expectEvents(new ApprovalCommented(APPROVAL, ACTION, comment(0), RILEY, "Why on a Friday?", LATER));
        List<Object> full = new ArrayList<>(List.of(requested(ONE)));
        for (int i = 0; i < CommentOnApproval.MOST; i++) {
            full.add(new ApprovalCommented(APPROVAL, ACTION, comment(i), RILEY, "Again", NOW));
        }
        fixture.given(full).when(comment).expectNoEvents().expectResultMessagePayload(false);
        fixture.given(full)
                .when(new CommentOnApproval(APPROVAL, comment(-1), RILEY, "One more", LATER))
                .expectNoEvents()
                .expectException(ProblemException.class);
    }

    private void assertRefused(Vote vote, VoteRefusalReason reason) {
        fixture.given(requested(ONE)).when(vote.command()).expectResultMessagePayloadMatching(refusal(reason));
    }

    private static Matcher<?> refusal(VoteRefusalReason reason) {
        return Matchers.predicate(result -> result instanceof VoteResult.Refused refused && refused.reason() == reason);
    }

    private static CommentId comment(int number) {
        return new CommentId(new UUID(0, number));
    }

    private static ApprovalGranted grantedByRiley() {
        return granted(1, List.of(new SetApprovals("reviewers", List.of(RILEY))), RILEY);
    }

    private static Decision newer(Effect effect, ThresholdSet... sets) {
        Decision old = decision(List.of(sets.length == 0 ? new ThresholdSet[] {ONE} : sets));
        return new Decision(
                effect,
                NEW,
                old.rule(),
                old.reason(),
                old.risk(),
                old.trustTier(),
                effect == Effect.REQUIRE_APPROVAL ? old.approval() : null,
                old.matchedRules(),
                old.author(),
                old.releaser(),
                old.inputs());
    }
}
