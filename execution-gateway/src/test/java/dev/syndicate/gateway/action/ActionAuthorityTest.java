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
import static dev.syndicate.gateway.action.ActionFixture.RILEY;
import static dev.syndicate.gateway.action.ActionFixture.VERSION_1;
import static dev.syndicate.gateway.action.ActionFixture.VERSION_2;
import static dev.syndicate.gateway.action.ActionFixture.allow;
import static dev.syndicate.gateway.action.ActionFixture.deny;
import static dev.syndicate.gateway.action.ActionFixture.proposal;
import static dev.syndicate.gateway.action.ActionFixture.requireApproval;
import static dev.syndicate.gateway.action.ActionFixture.standing;
import static dev.syndicate.gateway.action.ActionFixture.terms;
import static dev.syndicate.gateway.action.ActionFixture.use;
import static dev.syndicate.gateway.action.ActionFixture.uuid;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionAmended;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ApprovalReopened;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.gateway.permit.PermitTerms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the proposal to the authority to run. */
class ActionAuthorityTest extends ActionCase {

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

    private static AwaitFreshVotes freshVotes(int round) {
        return new AwaitFreshVotes(ACTION, APPROVAL, round, NOW.plusSeconds(60), NOW);
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

    private static AmendAction amendment(IntentDigest intent, Person by) {
        return new AmendAction(ACTION, APPROVAL, intent, AMENDED, by, NOW);
    }
}
