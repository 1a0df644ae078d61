package dev.syndicate.approval.voting;

import static dev.syndicate.approval.voting.ApprovalFixture.ACTION;
import static dev.syndicate.approval.voting.ApprovalFixture.APPROVAL;
import static dev.syndicate.approval.voting.ApprovalFixture.DANA;
import static dev.syndicate.approval.voting.ApprovalFixture.EXPIRY;
import static dev.syndicate.approval.voting.ApprovalFixture.NOW;
import static dev.syndicate.approval.voting.ApprovalFixture.REVIEW_LIMIT;
import static dev.syndicate.approval.voting.ApprovalFixture.RILEY;
import static dev.syndicate.approval.voting.ApprovalFixture.ROBIN;
import static dev.syndicate.approval.voting.ApprovalFixture.approve;
import static dev.syndicate.approval.voting.ApprovalFixture.deny;
import static dev.syndicate.approval.voting.ApprovalFixture.digest;
import static dev.syndicate.approval.voting.ApprovalFixture.request;
import static dev.syndicate.approval.voting.ApprovalFixture.requested;
import static org.hamcrest.Matchers.instanceOf;

import dev.syndicate.approval.voting.ApprovalFixture.Vote;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.SetApprovals;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    private static final ThresholdSet TWO_ON_CALL = new ThresholdSet("on-call", 2, 2, "on-call", null);
    private static final ThresholdSet SECURITY = new ThresholdSet("security", 1, 1, "security", null);

    private final FixtureConfiguration<Approval> fixture = ApprovalFixture.aggregate();

    @Test
    void recordsARequest() {
        fixture.givenNoPriorActivity().when(request()).expectEvents(requested());
    }

    @Test
    void takesTheSameRequestTwiceAsOne() {
        fixture.given(requested())
                .when(request())
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void refusesAnotherRequestUnderTheSameId() {
        assertRefused(fixture.given(requested()).when(request(SECURITY)), "approval-id-reused");
    }

    @Test
    void refusesAQuorumThatTheGroupCannotReach() {
        ThresholdSet deserted = new ThresholdSet("deserted", 1, 1, "deserted", null);
        assertRefused(fixture.givenNoPriorActivity().when(request(deserted)), "quorum-unattainable");
    }

    @Test
    void refusesAConditionThatCannotBeRead() {
        ThresholdSet unreadable = new ThresholdSet("odd", 1, 1, "on-call", "reviewer.amr has 'mfa'");
        assertRefused(fixture.givenNoPriorActivity().when(request(unreadable)), "quorum-unattainable");
    }

    @Test
    void grantsWhenTheOnlySetIsMet() {
        fixture.given(requested())
                .when(approve(RILEY).command())
                .expectEvents(approve(RILEY).event("reviewers"), granted(approve(RILEY)));
    }

    @Test
    void waitsForEverySet() {
        fixture.given(requested(TWO_ON_CALL, SECURITY))
                .when(approve(RILEY).in("on-call").command())
                .expectEvents(approve(RILEY).in("on-call").event("on-call"));
    }

    @Test
    void countsAPersonInEverySetThatTheyBelongTo() {
        Vote first = approve(RILEY).in("on-call", "security");
        Vote second = approve(ROBIN).in("on-call");
        fixture.given(requested(TWO_ON_CALL, SECURITY), first.event("on-call", "security"))
                .when(second.command())
                .expectEvents(
                        second.event("on-call"),
                        ApprovalFixture.granted(
                                1,
                                List.of(
                                        new SetApprovals("on-call", List.of(RILEY, ROBIN)),
                                        new SetApprovals("security", List.of(RILEY))),
                                RILEY,
                                ROBIN));
    }

    @Test
    void endsWithTheDenialsOfAnySet() {
        Vote denial = deny(ROBIN).in("security");
        fixture.given(
                        requested(TWO_ON_CALL, SECURITY),
                        approve(RILEY).in("on-call").event("on-call"))
                .when(denial.command())
                .expectEvents(
                        denial.event("security"),
                        new ApprovalDenied(
                                APPROVAL, ACTION, ROBIN, "The denials of security end it", NOW.plusSeconds(60)));
    }

    @Test
    void goesOnBelowTheDenyThreshold() {
        fixture.given(requested(TWO_ON_CALL))
                .when(deny(RILEY).in("on-call").command())
                .expectEvents(deny(RILEY).in("on-call").event("on-call"));
    }

    @Test
    void refusesTheRequester() {
        assertVoteRefused(requested(), approve(DANA), VoteRefusalReason.REQUESTER_CANNOT_APPROVE);
    }

    @Test
    void refusesWhoAnswersForTheRequestingWorkload() {
        Principal workload =
                new Principal(Principal.Kind.WORKLOAD, "https://ci.example", "nightly", "Nightly build", RILEY);
        assertVoteRefused(requested(request(workload)), deny(RILEY), VoteRefusalReason.REQUESTER_CANNOT_APPROVE);
    }

    @Test
    void refusesWhoIsInNoneOfTheGroups() {
        assertVoteRefused(requested(), approve(RILEY).in("elsewhere"), VoteRefusalReason.NOT_A_REVIEWER_OF_THIS);
    }

    @Test
    void refusesWhoDoesNotMeetTheConditionOfTheSet() {
        ThresholdSet hardware = new ThresholdSet("hardware", 1, 1, "syndicate-reviewers", "'hwk' in reviewer.amr");
        assertVoteRefused(requested(hardware), approve(RILEY), VoteRefusalReason.NOT_A_REVIEWER_OF_THIS);
    }

    @Test
    void countsWhoMeetsTheConditionOfTheSet() {
        ThresholdSet password = new ThresholdSet(
                "password", 1, 1, "syndicate-reviewers", "'pwd' in reviewer.amr && reviewer.subject == 'riley'");
        fixture.given(requested(password))
                .when(approve(RILEY).command())
                .expectEvents(approve(RILEY).event("password"), grantedIn("password", approve(RILEY)));
    }

    @Test
    void takesTheSameVoteTwiceAsOne() {
        fixture.given(requested(TWO_ON_CALL), approve(RILEY).in("on-call").event("on-call"))
                .when(approve(RILEY).in("on-call").at(NOW.plusSeconds(90)).command())
                .expectNoEvents()
                .expectResultMessagePayload(new VoteResult.Recorded(
                        approve(RILEY).command().vote(),
                        VoteChoice.APPROVE,
                        List.of("on-call"),
                        NOW.plusSeconds(60),
                        ApprovalState.OPEN));
    }

    @Test
    void answersARetriedVoteAfterTheEndAsBefore() {
        fixture.given(requested(), approve(RILEY).event("reviewers"), granted(approve(RILEY)))
                .when(approve(RILEY).command())
                .expectNoEvents();
    }

    @Test
    void refusesASecondVoteOfTheSamePerson() {
        fixture.given(requested(TWO_ON_CALL), approve(RILEY).in("on-call").event("on-call"))
                .when(deny(RILEY)
                        .in("on-call")
                        .withId("0195d8a2-0000-7000-8000-000000000009")
                        .command())
                .expectResultMessagePayloadMatching(refusal(VoteRefusalReason.ALREADY_VOTED));
    }

    @Test
    void refusesToApproveWhatWasNotOpened() {
        assertVoteRefused(requested(), approve(RILEY).unopened(), VoteRefusalReason.NOT_OPENED);
        assertVoteRefused(requested(), approve(RILEY).inRound(2), VoteRefusalReason.NOT_OPENED);
    }

    @Test
    void takesADenialOfWhatWasNotOpened() {
        fixture.given(requested())
                .when(deny(RILEY).unopened().command())
                .expectResultMessagePayloadMatching(instanceOf(VoteResult.Recorded.class));
    }

    @Test
    void recordsTheSameRefusalOnce() {
        Vote refused = approve(RILEY).in("elsewhere");
        VoteRefused before = ApprovalFixture.refused(
                refused, VoteRefusalReason.NOT_A_REVIEWER_OF_THIS, "You are none of those whom the policy asks.");
        fixture.given(requested(), before)
                .when(refused.at(NOW.plusSeconds(90)).command())
                .expectNoEvents()
                .expectResultMessagePayloadMatching(refusal(VoteRefusalReason.NOT_A_REVIEWER_OF_THIS));
    }

    @Test
    void takesAVoteThatWasRefusedForThatMomentOnly() {
        VoteRefused before =
                ApprovalFixture.refused(approve(RILEY), VoteRefusalReason.INTEGRITY_NOT_CLEAR, "Not at the moment");
        fixture.given(requested(), before)
                .when(approve(RILEY).command())
                .expectEvents(approve(RILEY).event("reviewers"), granted(approve(RILEY)));
    }

    @Test
    void saysAfterEachEndWhoDecidedAndWhen() {
        assertEnded(new ApprovalDenied(APPROVAL, ACTION, ROBIN, "No", NOW), "Robin Reviewer denied it at ");
        assertEnded(
                new ApprovalWithdrawn(APPROVAL, ACTION, DANA, "Not needed", NOW), "Dana Developer took it back at ");
        assertEnded(new ApprovalExpired(APPROVAL, ACTION, NOW), "It expired at ");
        PolicyVersion newer = new PolicyVersion(42, digest("newer"));
        assertEnded(
                new ApprovalSuperseded(
                        APPROVAL, ACTION, new PolicyVersion(41, digest("bundle")), newer, "Pushing is over", NOW),
                "Policy ended it at ");
    }

    private void assertEnded(ApprovalEvent end, String sentence) {
        fixture.given(requested(), end)
                .when(approve(RILEY).command())
                .expectResultMessagePayloadMatching(
                        Matchers.predicate(result -> result instanceof VoteResult.Refused refused
                                && refused.reason() == VoteRefusalReason.APPROVAL_ENDED
                                && refused.detail().startsWith(sentence)));
    }

    @Test
    void refusesAVoteForAnotherIntent() {
        assertVoteRefused(
                requested(),
                approve(RILEY).naming(new IntentDigest(digest("other"))),
                VoteRefusalReason.DIGEST_MISMATCH);
    }

    @Test
    void refusesAVoteForAnotherView() {
        assertVoteRefused(
                requested(), approve(RILEY).naming(new ViewDigest(digest("other"))), VoteRefusalReason.VIEW_MISMATCH);
    }

    @Test
    void refusesToApproveWhatNobodyCanRead() {
        assertVoteRefused(requested(), approve(RILEY).onLines(REVIEW_LIMIT + 1), VoteRefusalReason.TOO_LARGE_TO_REVIEW);
    }

    @Test
    void approvesWhatJustFitsTheReviewLimit() {
        fixture.given(requested())
                .when(approve(RILEY).onLines(REVIEW_LIMIT).command())
                .expectEvents(approve(RILEY).event("reviewers"), granted(approve(RILEY)));
    }

    @Test
    void deniesWhatNobodyCanRead() {
        fixture.given(requested())
                .when(deny(RILEY).onLines(REVIEW_LIMIT + 1).command())
                .expectResultMessagePayloadMatching(instanceOf(VoteResult.Recorded.class));
    }

    @Test
    void refusesEveryVoteWhileIntegrityIsNotClear() {
        assertVoteRefused(requested(), deny(RILEY).under(Clearance.NOT_CLEAR), VoteRefusalReason.INTEGRITY_NOT_CLEAR);
    }

    @Test
    void refusesEveryVoteWhileIntegrityIsUnknown() {
        assertVoteRefused(requested(), approve(RILEY).under(Clearance.UNKNOWN), VoteRefusalReason.INTEGRITY_NOT_CLEAR);
    }

    @Test
    void refusesAVoteAfterTheEnd() {
        fixture.given(requested(), approve(RILEY).event("reviewers"), granted(approve(RILEY)))
                .when(deny(ROBIN).command())
                .expectResultMessagePayload(new VoteResult.Refused(
                        VoteRefusalReason.APPROVAL_ENDED,
                        "Riley Reviewer approved it at 2026-03-27T14:28:37.123456Z.",
                        ApprovalState.GRANTED));
    }

    @Test
    void expiresRatherThanCountsAVoteThatComesTooLate() {
        Vote late = approve(RILEY).at(EXPIRY);
        fixture.given(requested())
                .when(late.command())
                .expectEvents(
                        new ApprovalExpired(APPROVAL, ACTION, EXPIRY),
                        ApprovalFixture.refused(
                                late, VoteRefusalReason.APPROVAL_ENDED, "It expired at 2026-03-27T14:42:37.123456Z."));
    }

    @Test
    void expiresOnceTheTimeIsOver() {
        fixture.given(requested())
                .when(new ExpireApproval(APPROVAL, EXPIRY))
                .expectEvents(new ApprovalExpired(APPROVAL, ACTION, EXPIRY));
    }

    @Test
    void doesNotExpireEarly() {
        fixture.given(requested())
                .when(new ExpireApproval(APPROVAL, EXPIRY.minusNanos(1000)))
                .expectNoEvents();
    }

    @Test
    void doesNotExpireWhatWasDecided() {
        fixture.given(requested(), approve(RILEY).event("reviewers"), granted(approve(RILEY)))
                .when(new ExpireApproval(APPROVAL, EXPIRY))
                .expectNoEvents();
    }

    @Test
    void withdrawsOnRequest() {
        fixture.given(requested())
                .when(new WithdrawApproval(APPROVAL, DANA, "Not needed"))
                .expectEvents(new ApprovalWithdrawn(APPROVAL, ACTION, DANA, "Not needed", NOW));
    }

    @Test
    void leavesADecisionAsItIsWhenItIsWithdrawnLater() {
        fixture.given(requested(), approve(RILEY).event("reviewers"), granted(approve(RILEY)))
                .when(new WithdrawApproval(APPROVAL, DANA, "Not needed"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private void assertVoteRefused(Object requested, Vote vote, VoteRefusalReason reason) {
        fixture.given(requested)
                .when(vote.command())
                .expectSuccessfulHandlerExecution()
                .expectResultMessagePayloadMatching(refusal(reason))
                .expectEventsMatching(Matchers.payloadsMatching(Matchers.exactSequenceOf(
                        Matchers.predicate(event -> event instanceof VoteRefused refused && refused.reason() == reason),
                        Matchers.andNoMore())));
    }

    private static Matcher<?> refusal(VoteRefusalReason reason) {
        return Matchers.predicate(result -> result instanceof VoteResult.Refused refused && refused.reason() == reason);
    }

    private static void assertRefused(ResultValidator<Approval> result, String slug) {
        result.expectNoEvents().expectException(ProblemException.class);
        result.expectException(Matchers.<Throwable>predicate(failure -> failure instanceof ProblemException problem
                && problem.type().slug().equals(slug)));
    }

    private static ApprovalGranted granted(Vote vote) {
        return grantedIn("reviewers", vote);
    }

    private static ApprovalGranted grantedIn(String set, Vote vote) {
        Person voter = vote.command().voter().person();
        return ApprovalFixture.granted(1, List.of(new SetApprovals(set, List.of(voter))), voter);
    }
}
