package dev.syndicate.gateway.action;

import static dev.syndicate.gateway.action.ActionFixture.ACTION;
import static dev.syndicate.gateway.action.ActionFixture.ACTION_DIGEST;
import static dev.syndicate.gateway.action.ActionFixture.APPROVAL;
import static dev.syndicate.gateway.action.ActionFixture.DANA;
import static dev.syndicate.gateway.action.ActionFixture.EXECUTION;
import static dev.syndicate.gateway.action.ActionFixture.INTENT;
import static dev.syndicate.gateway.action.ActionFixture.NOW;
import static dev.syndicate.gateway.action.ActionFixture.OTHER_INTENT;
import static dev.syndicate.gateway.action.ActionFixture.PERMIT;
import static dev.syndicate.gateway.action.ActionFixture.RECEIPT;
import static dev.syndicate.gateway.action.ActionFixture.RILEY;
import static dev.syndicate.gateway.action.ActionFixture.VERSION_1;
import static dev.syndicate.gateway.action.ActionFixture.VERSION_2;
import static dev.syndicate.gateway.action.ActionFixture.allow;
import static dev.syndicate.gateway.action.ActionFixture.deny;
import static dev.syndicate.gateway.action.ActionFixture.proposal;
import static dev.syndicate.gateway.action.ActionFixture.requireApproval;
import static dev.syndicate.gateway.action.ActionFixture.session;
import static dev.syndicate.gateway.action.ActionFixture.standing;
import static dev.syndicate.gateway.action.ActionFixture.terms;
import static dev.syndicate.gateway.action.ActionFixture.use;
import static dev.syndicate.gateway.action.ActionFixture.uuid;
import static dev.syndicate.gateway.action.ActionFixture.vote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;

import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionAmended;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ApprovalReopened;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.gateway.permit.PermitTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionTest {

    private static final AmendedAction AMENDED = new AmendedAction(
            new ActionId(uuid("amended")), ActionFixture.content("amended"), OTHER_INTENT, ACTION_DIGEST);

    private final AggregateTestFixture<Action> fixture = new AggregateTestFixture<>(Action.class);
    private final List<VoteCast> votes = new ArrayList<>();
    private GrantUses.Use use = new GrantUses.Use.Taken(2);
    private Fence fence = new Fence(VERSION_1, null, null, true);

    @BeforeEach
    void injectFenceAndVotes() {
        fixture.registerInjectableResource((Fences) (_, _, _) -> fence);
        fixture.registerInjectableResource((RecordedVotes) (_, asked) -> new Tally(asked, 1, votes));
        fixture.registerInjectableResource((GrantUses) (_, _, _, _, _) -> use);
    }

    @Test
    void authorisesByPolicyAndIssuesAPermitAtOnce() {
        types(
                fixture.givenNoPriorActivity().when(proposal(allow(VERSION_1))),
                ActionProposed.class,
                ActionEvaluated.class,
                ActionAuthorised.class,
                PermitIssued.class);
    }

    @Test
    void awaitsApprovalWithoutAPermit() {
        types(
                fixture.givenNoPriorActivity().when(proposal(requireApproval(VERSION_1, 1))),
                ActionProposed.class,
                ActionEvaluated.class,
                ApprovalAwaited.class);
    }

    @Test
    void isDeniedByPolicy() {
        types(
                fixture.givenNoPriorActivity().when(proposal(deny(VERSION_1))),
                ActionProposed.class,
                ActionEvaluated.class,
                ActionDenied.class);
    }

    @Test
    void namesTheApproversAsAuthority() {
        awaiting()
                .when(granted(INTENT, RILEY))
                .expectState(action -> {})
                .expectEvents(
                        new ActionAuthorised(
                                ACTION, new Authority.OfPeople(APPROVAL, List.of(RILEY), VERSION_1), INTENT, NOW),
                        permitIssued(PERMIT));
    }

    @Test
    void countsAGrantOnce() {
        awaiting()
                .andGivenCommands(granted(INTENT, RILEY))
                .when(granted(INTENT, RILEY))
                .expectNoEvents();
    }

    @Test
    void waitsForFreshVotesWhereARoundIsOpened() {
        approved()
                .when(freshVotes(2))
                .expectEvents(new ApprovalReopened(ACTION, APPROVAL, 2, NOW.plusSeconds(60), NOW))
                .expectState(action -> {});
        approved().andGivenCommands(freshVotes(2)).when(freshVotes(2)).expectNoEvents();
        running().when(freshVotes(2)).expectNoEvents();
    }

    @Test
    void neitherTheOldGrantNorItsPermitCountsAfterARoundIsOpened() {
        approved().andGivenCommands(freshVotes(2)).when(granted(INTENT, RILEY)).expectNoEvents();
        refused(approved().andGivenCommands(freshVotes(2)).when(use(PERMIT)), RefusalReason.PERMIT_REVOKED, INTENT);
    }

    @Test
    void isAuthorisedByTheGrantOfTheNewRound() {
        PermitTerms fresh = terms("fresh");
        types(
                approved()
                        .andGivenCommands(freshVotes(2))
                        .when(new AuthoriseByPeople(ACTION, APPROVAL, 2, INTENT, List.of(RILEY), fresh, NOW)),
                ActionAuthorised.class,
                PermitIssued.class);
    }

    @Test
    void waitsForFreshVotesOnceItsSealIsRefused() {
        approved()
                .andGivenCommands(use(PERMIT), freshVotes(2), unsealed())
                .when(new IssuePermit(ACTION, terms("fresh"), NOW))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void isNotAuthorisedByAGrantOfAnotherIntent() {
        awaiting().when(granted(OTHER_INTENT, RILEY)).expectNoEvents();
    }

    @Test
    void isNeverAuthorisedByItsOwnPrincipal() {
        awaiting().when(granted(INTENT, RILEY, DANA)).expectNoEvents();
    }

    @Test
    void endsAsAmended() {
        awaiting()
                .when(amendment(INTENT, RILEY))
                .expectEvents(new ActionAmended(ACTION, APPROVAL, AMENDED, RILEY, NOW));
    }

    @Test
    void isAmendedOnceAndThenNeitherAuthorisedNorWithdrawn() {
        awaiting()
                .andGivenCommands(amendment(INTENT, RILEY))
                .when(amendment(INTENT, RILEY))
                .expectNoEvents();
        awaiting()
                .andGivenCommands(amendment(INTENT, RILEY))
                .when(granted(INTENT, RILEY))
                .expectNoEvents();
        awaiting()
                .andGivenCommands(amendment(INTENT, RILEY))
                .when(new WithdrawAction(ACTION, DANA, "changed my mind", NOW))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void isNotAmendedByItsPrincipalOrForAnotherIntent() {
        awaiting().when(amendment(INTENT, DANA)).expectNoEvents();
        awaiting().when(amendment(OTHER_INTENT, RILEY)).expectNoEvents();
    }

    @Test
    void isNeverAuthorisedByWhoeverAmendedIt() {
        Amendment amendment = new Amendment(new ActionId(uuid("before")), OTHER_INTENT, APPROVAL, List.of(RILEY));
        fixture.givenCommands(proposal(requireApproval(VERSION_1, 1), amendment))
                .when(granted(INTENT, RILEY))
                .expectNoEvents();
    }

    @Test
    void isAuthorisedByThoseWhoseGrantStands() {
        types(
                fixture.givenNoPriorActivity().when(proposal(requireApproval(VERSION_1, 1), null, standing(VERSION_1))),
                ActionProposed.class,
                ActionEvaluated.class,
                ActionAuthorised.class,
                PermitIssued.class);
    }

    @Test
    void asksPeopleWhereTheGrantIsOfAnotherPolicyVersion() {
        types(
                fixture.givenNoPriorActivity().when(proposal(requireApproval(VERSION_2, 1), null, standing(VERSION_1))),
                ActionProposed.class,
                ActionEvaluated.class,
                ApprovalAwaited.class);
    }

    @Test
    void namesTheUseOfTheGrantInItsIntent() {
        fixture.givenCommands(proposal(requireApproval(VERSION_1, 1), null, standing(VERSION_1)))
                .when(use(PERMIT))
                .expectEvents(new ExecutionIntended(
                        ACTION,
                        EXECUTION,
                        PERMIT.permit(),
                        ActionFixture.SESSION.session(),
                        INTENT,
                        INTENT,
                        ACTION_DIGEST,
                        VERSION_1,
                        VERSION_1,
                        new Authority.OfPeople(ActionFixture.STANDING, List.of(RILEY), VERSION_1, 2),
                        NOW));
    }

    @Test
    void isRefusedWhereTheGrantIsUsedUp() {
        use = new GrantUses.Use.Refused(
                new IntentRules.Objection(RefusalReason.PERMIT_CONSUMED, "The standing grant is used up"));
        types(
                fixture.givenCommands(proposal(requireApproval(VERSION_1, 1), null, standing(VERSION_1)))
                        .when(use(PERMIT)),
                ExecutionRefused.class);
    }

    @Test
    void aGrantEndsWithItsPolicyVersion() {
        fence = new Fence(VERSION_2, null, null, true);
        types(
                fixture.givenCommands(proposal(requireApproval(VERSION_1, 1), null, standing(VERSION_1)))
                        .when(use(PERMIT).under(allow(VERSION_2), NOW)),
                ActionEvaluated.class,
                ExecutionRefused.class);
    }

    @Test
    void isDeniedByAReviewer() {
        ActionDenied denied = new ActionDenied(ACTION, Denier.REVIEWER, "no", RILEY, NOW);
        awaiting()
                .when(new DenyAction(ACTION, APPROVAL, Denier.REVIEWER, "no", RILEY, NOW))
                .expectEvents(denied);
    }

    @Test
    void expires() {
        awaiting().when(new ExpireAction(ACTION, APPROVAL, NOW)).expectEvents(new ActionExpired(ACTION, NOW));
    }

    @Test
    void isWithdrawnOnce() {
        WithdrawAction withdraw = new WithdrawAction(ACTION, DANA, "changed my mind", NOW);
        awaiting()
                .when(withdraw)
                .expectResultMessagePayload(true)
                .expectEvents(new ActionWithdrawn(ACTION, DANA, "changed my mind", NOW));
        fresh();
        awaiting()
                .andGivenCommands(withdraw)
                .when(withdraw)
                .expectResultMessagePayload(true)
                .expectNoEvents();
    }

    @Test
    void isNotWithdrawnOnceItRuns() {
        executing()
                .when(new WithdrawAction(ACTION, DANA, "too late", NOW))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void consumesThePermitByRecordingTheIntent() {
        allowed()
                .when(use(PERMIT))
                .expectResultMessagePayload(new IntentAnswer.Intended(EXECUTION))
                .expectEvents(intended(VERSION_1));
    }

    @Test
    void consumesAPermitOnce() {
        refused(executing().when(use(PERMIT, new ExecutionId(uuid("second")))), RefusalReason.PERMIT_CONSUMED, INTENT);
    }

    @Test
    void runsOnceHoweverManyPermitsThereAre() {
        PermitTerms fresh = terms("fresh");
        refused(
                allowed()
                        .andGivenCommands(new IssuePermit(ACTION, fresh, NOW), use(PERMIT))
                        .when(use(fresh, new ExecutionId(uuid("second")))),
                RefusalReason.PERMIT_CONSUMED,
                INTENT);
    }

    @Test
    void answersTheSameExecutionAgainWithoutConsumingAnything() {
        executing()
                .when(use(PERMIT))
                .expectResultMessagePayload(new IntentAnswer.IntendedBefore(EXECUTION))
                .expectNoEvents();
        fresh();
        running()
                .when(use(PERMIT))
                .expectResultMessagePayload(new IntentAnswer.GrantedBefore(EXECUTION))
                .expectNoEvents();
    }

    @Test
    void neverGrantsAgainWhatWasClosedOrReportedOn() {
        CloseAsUnknown close = new CloseAsUnknown(ACTION, EXECUTION, NOW);
        refused(running().andGivenCommands(close).when(use(PERMIT)), RefusalReason.PERMIT_CONSUMED, INTENT);
        fresh();
        refused(running().andGivenCommands(outcome(INTENT)).when(use(PERMIT)), RefusalReason.PERMIT_CONSUMED, INTENT);
        fresh();
        refused(executing().andGivenCommands(close).when(use(PERMIT)), RefusalReason.PERMIT_CONSUMED, INTENT);
    }

    @Test
    void refusesAnotherActionAndRecordsBothDigests() {
        IntendExecution changed = new IntendExecution(
                ACTION, EXECUTION, PERMIT.permit(), ActionFixture.SESSION, OTHER_INTENT, ACTION_DIGEST, null, NOW);
        refused(allowed().when(changed), RefusalReason.DIGEST_MISMATCH, OTHER_INTENT);
    }

    @Test
    void refusesAnotherSessionAndAnotherPrincipal() {
        refused(allowed().when(by("another", DANA)), RefusalReason.SESSION_MISMATCH, INTENT);
        fresh();
        refused(allowed().when(by("another", RILEY)), RefusalReason.PRINCIPAL_MISMATCH, INTENT);
    }

    @Test
    void refusesAnExpiredPermit() {
        IntendExecution late = new IntendExecution(
                ACTION,
                EXECUTION,
                PERMIT.permit(),
                ActionFixture.SESSION,
                INTENT,
                ACTION_DIGEST,
                null,
                PERMIT.expiresAt());
        refused(allowed().when(late), RefusalReason.PERMIT_EXPIRED, INTENT);
    }

    @Test
    void refusesBehindTheKillSwitchARevocationAndAClosedSession() {
        for (Fence closed : List.of(
                new Fence(VERSION_1, NOW, null, true),
                new Fence(VERSION_1, null, NOW.plusNanos(1000), true),
                new Fence(VERSION_1, null, null, false))) {
            fresh();
            fence = closed;
            refused(allowed().when(use(PERMIT)), RefusalReason.PERMIT_REVOKED, INTENT);
        }
    }

    @Test
    void revokesThePermitsOfAnActionAndIssuesNoOther() {
        PermitRevoked revoked = new PermitRevoked(ACTION, PERMIT.permit(), RILEY, "leaked", NOW);
        allowed().when(new RevokePermits(ACTION, RILEY, "leaked", NOW)).expectEvents(revoked);
        fresh();
        refused(allowed().andGiven(revoked).when(use(PERMIT)), RefusalReason.PERMIT_REVOKED, INTENT);
        fresh();
        allowed()
                .andGiven(revoked)
                .when(new IssuePermit(ACTION, terms("another"), NOW))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fresh();
        allowed()
                .andGiven(revoked)
                .when(new RevokePermits(ACTION, RILEY, "again", NOW))
                .expectNoEvents();
    }

    @Test
    void asksForPolicyAgainWhenItHasMoved() {
        fence = new Fence(VERSION_2, null, null, true);
        allowed()
                .when(use(PERMIT))
                .expectResultMessagePayload(new IntentAnswer.PolicyMoved(VERSION_2))
                .expectNoEvents();
    }

    @Test
    void goesOnUnderANewVersionThatAllows() {
        fence = new Fence(VERSION_2, null, null, true);
        allowed()
                .when(use(PERMIT).under(allow(VERSION_2), NOW))
                .expectEvents(new ActionEvaluated(ACTION, allow(VERSION_2), NOW), intended(VERSION_2));
    }

    @Test
    void isSupersededByANewVersionThatDenies() {
        fence = new Fence(VERSION_2, null, null, true);
        allowed()
                .when(use(PERMIT).under(deny(VERSION_2), NOW))
                .expectEvents(
                        new ActionEvaluated(ACTION, deny(VERSION_2), NOW),
                        refusal(RefusalReason.POLICY_SUPERSEDED, "The policy in force no longer grants it", INTENT));
    }

    @Test
    void goesOnWhereTheRecordedVotesMeetTheNewRequirement() {
        fence = new Fence(VERSION_2, null, null, true);
        votes.add(vote(RILEY, VoteChoice.APPROVE, 1));
        types(
                approved().when(use(PERMIT).under(requireApproval(VERSION_2, 1), NOW)),
                ActionEvaluated.class,
                ExecutionIntended.class);
    }

    @Test
    void isSupersededWhereTheRecordedVotesDoNotMeetTheNewRequirement() {
        fence = new Fence(VERSION_2, null, null, true);
        votes.add(vote(RILEY, VoteChoice.APPROVE, 1));
        types(
                approved().when(use(PERMIT).under(requireApproval(VERSION_2, 2), NOW)),
                ActionEvaluated.class,
                ExecutionRefused.class);
    }

    @Test
    void grantsASealedIntentOnce() {
        GrantExecution grant = new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW);
        executing()
                .when(grant)
                .expectResultMessagePayload(true)
                .expectEvents(new ExecutionGranted(ACTION, EXECUTION, RECEIPT, NOW));
        fresh();
        running().when(grant).expectResultMessagePayload(false).expectNoEvents();
    }

    @Test
    void neverGrantsAfterTheDeadlineClosedIt() {
        executing()
                .andGivenCommands(new CloseAsUnknown(ACTION, EXECUTION, NOW))
                .when(new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void neverGrantsAfterARefusal() {
        executing()
                .andGivenCommands(unsealed())
                .when(new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void spendsThePermitButNotTheAuthorityWhenTheSealFails() {
        refused(
                executing().andGivenCommands(unsealed()).when(use(PERMIT, new ExecutionId(uuid("second")))),
                RefusalReason.PERMIT_CONSUMED,
                INTENT);
        fresh();
        PermitTerms fresh = terms("fresh");
        executing()
                .andGivenCommands(unsealed(), new IssuePermit(ACTION, fresh, NOW))
                .when(use(fresh, new ExecutionId(uuid("second"))))
                .expectResultMessagePayload(new IntentAnswer.Intended(new ExecutionId(uuid("second"))));
    }

    @Test
    void issuesNoPermitWithoutAuthority() {
        IssuePermit issue = new IssuePermit(ACTION, terms("fresh"), NOW);
        awaiting().when(issue).expectResultMessagePayload(false).expectNoEvents();
        fresh();
        running().when(issue).expectResultMessagePayload(false).expectNoEvents();
    }

    @Test
    void takesAnOutcomeOnce() {
        running()
                .when(outcome(INTENT))
                .expectResultMessagePayload(ReportOutcome.Answer.RECORDED)
                .expectEvents(
                        new OutcomeReported(ACTION, EXECUTION, outcome(INTENT).outcome(), false, NOW));
        fresh();
        running()
                .andGivenCommands(outcome(INTENT))
                .when(outcome(INTENT))
                .expectResultMessagePayload(ReportOutcome.Answer.RECORDED)
                .expectNoEvents();
        fresh();
        running()
                .andGivenCommands(outcome(INTENT))
                .when(outcome(OTHER_INTENT))
                .expectResultMessagePayload(ReportOutcome.Answer.CONTRADICTS)
                .expectNoEvents();
    }

    @Test
    void recordsThatWhatRanDiffers() {
        running()
                .when(outcome(OTHER_INTENT))
                .expectResultMessagePayload(ReportOutcome.Answer.DIVERGED)
                .expectEvents(
                        new OutcomeReported(
                                ACTION, EXECUTION, outcome(OTHER_INTENT).outcome(), false, NOW),
                        new ExecutionDiverged(ACTION, EXECUTION, INTENT, OTHER_INTENT, NOW));
    }

    @Test
    void closesAsUnknownOnceAndTakesALateOutcome() {
        CloseAsUnknown close = new CloseAsUnknown(ACTION, EXECUTION, NOW);
        running().when(close).expectEvents(new OutcomeUnknown(ACTION, EXECUTION, NOW));
        fresh();
        running().andGivenCommands(close).when(close).expectNoEvents();
        fresh();
        running()
                .andGivenCommands(close)
                .when(outcome(INTENT))
                .expectResultMessagePayload(ReportOutcome.Answer.RECORDED_LATE);
        fresh();
        running().andGivenCommands(outcome(INTENT)).when(close).expectNoEvents();
    }

    @Test
    void takesNoOutcomeOfWhatWasNeverGranted() {
        executing()
                .when(outcome(INTENT))
                .expectResultMessagePayload(ReportOutcome.Answer.NOT_GRANTED)
                .expectNoEvents();
    }

    @Test
    void recordsDriftOfTheSameCall() {
        awaiting()
                .when(new RecordRefusal(ACTION, null, RefusalReason.DIGEST_MISMATCH, "drift", OTHER_INTENT, NOW))
                .expectEvents(new ExecutionRefused(
                        ACTION, null, null, RefusalReason.DIGEST_MISMATCH, "drift", INTENT, OTHER_INTENT, NOW));
    }

    // A fixture holds one stream: a test that plays two begins a new one.
    private void fresh() {
        fixture.givenNoPriorActivity();
    }

    private TestExecutor<Action> awaiting() {
        return fixture.givenCommands(proposal(requireApproval(VERSION_1, 1)));
    }

    private TestExecutor<Action> allowed() {
        return fixture.givenCommands(proposal(allow(VERSION_1)));
    }

    private TestExecutor<Action> approved() {
        return awaiting().andGivenCommands(granted(INTENT, RILEY));
    }

    private TestExecutor<Action> executing() {
        return allowed().andGivenCommands(use(PERMIT));
    }

    private TestExecutor<Action> running() {
        return executing().andGivenCommands(new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW));
    }

    private static AuthoriseByPeople granted(IntentDigest intent, Person... people) {
        return new AuthoriseByPeople(ACTION, APPROVAL, 1, intent, List.of(people), PERMIT, NOW);
    }

    private static AwaitFreshVotes freshVotes(int round) {
        return new AwaitFreshVotes(ACTION, APPROVAL, round, NOW.plusSeconds(60), NOW);
    }

    private static RefuseExecution unsealed() {
        return new RefuseExecution(ACTION, EXECUTION, RefusalReason.SEAL_UNAVAILABLE, "no receipt", NOW);
    }

    private static IntendExecution by(String session, Person person) {
        return new IntendExecution(
                ACTION, EXECUTION, PERMIT.permit(), session(session, person), INTENT, ACTION_DIGEST, null, NOW);
    }

    private static ReportOutcome outcome(IntentDigest observed) {
        return new ReportOutcome(
                ACTION, EXECUTION, new Outcome(OutcomeStatus.SUCCEEDED, 0, null, observed, List.of()), NOW);
    }

    private static PermitIssued permitIssued(PermitTerms terms) {
        return new PermitIssued(
                ACTION,
                terms.permit(),
                ActionFixture.SESSION.session(),
                INTENT,
                VERSION_1,
                APPROVAL,
                terms.keyId(),
                NOW.plus(Duration.ofMinutes(5)),
                NOW);
    }

    private static ExecutionIntended intended(PolicyVersion inForce) {
        return new ExecutionIntended(
                ACTION,
                EXECUTION,
                PERMIT.permit(),
                ActionFixture.SESSION.session(),
                INTENT,
                INTENT,
                ACTION_DIGEST,
                VERSION_1,
                inForce,
                new Authority.OfPolicy(VERSION_1, "commands", ActionFixture.PAT, ActionFixture.PERCY),
                NOW);
    }

    private static ExecutionRefused refusal(RefusalReason reason, String detail, IntentDigest presented) {
        return new ExecutionRefused(ACTION, null, PERMIT.permit(), reason, detail, INTENT, presented, NOW);
    }

    private static void refused(ResultValidator<Action> result, RefusalReason reason, IntentDigest presented) {
        result.expectSuccessfulHandlerExecution()
                .expectEventsMatching(payloadsMatching(exactSequenceOf(matches((ExecutionRefused refused) -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.approvedIntent()).isEqualTo(INTENT);
                    assertThat(refused.presentedIntent()).isEqualTo(presented);
                    return true;
                }))));
    }

    private static void types(ResultValidator<Action> result, Class<?>... types) {
        result.expectSuccessfulHandlerExecution().expectEventsMatching(payloadsMatching(matches((List<?> events) -> {
            assertThat(events).extracting(Object::getClass).isEqualTo(List.of(types));
            return true;
        })));
    }

    private static AmendAction amendment(IntentDigest intent, Person by) {
        return new AmendAction(ACTION, APPROVAL, intent, AMENDED, by, NOW);
    }
}
