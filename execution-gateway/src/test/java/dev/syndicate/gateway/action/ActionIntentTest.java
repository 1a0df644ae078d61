package dev.syndicate.gateway.action;

import static dev.syndicate.gateway.action.ActionFixture.ACTION;
import static dev.syndicate.gateway.action.ActionFixture.ACTION_DIGEST;
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
import static dev.syndicate.gateway.action.ActionFixture.requireApproval;
import static dev.syndicate.gateway.action.ActionFixture.session;
import static dev.syndicate.gateway.action.ActionFixture.terms;
import static dev.syndicate.gateway.action.ActionFixture.use;
import static dev.syndicate.gateway.action.ActionFixture.uuid;
import static dev.syndicate.gateway.action.ActionFixture.vote;

import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.gateway.permit.PermitTerms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a permit to the intent that is sealed. */
class ActionIntentTest extends ActionCase {

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

    private static IntendExecution by(String session, Person person) {
        return new IntendExecution(
                ACTION, EXECUTION, PERMIT.permit(), session(session, person), INTENT, ACTION_DIGEST, null, NOW);
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
}
