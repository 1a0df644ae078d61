package dev.syndicate.gateway.action;

import static dev.syndicate.gateway.action.ActionFixture.ACTION;
import static dev.syndicate.gateway.action.ActionFixture.EXECUTION;
import static dev.syndicate.gateway.action.ActionFixture.INTENT;
import static dev.syndicate.gateway.action.ActionFixture.NOW;
import static dev.syndicate.gateway.action.ActionFixture.OTHER_INTENT;
import static dev.syndicate.gateway.action.ActionFixture.PERMIT;
import static dev.syndicate.gateway.action.ActionFixture.RECEIPT;
import static dev.syndicate.gateway.action.ActionFixture.RILEY;
import static dev.syndicate.gateway.action.ActionFixture.terms;
import static dev.syndicate.gateway.action.ActionFixture.use;
import static dev.syndicate.gateway.action.ActionFixture.uuid;

import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeUnknown;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.gateway.permit.PermitTerms;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** From the seal to what came of it. */
class ActionOutcomeTest extends ActionCase {

    @Test
    void grantsASealedIntentOnce() {
        GrantExecution grant = new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW);
        executing()
                .when(grant)
                .expectResultMessagePayload(GrantExecution.Answer.GRANTED)
                .expectEvents(new ExecutionGranted(ACTION, EXECUTION, RECEIPT, NOW));
        fresh();
        running()
                .when(grant)
                .expectResultMessagePayload(GrantExecution.Answer.CLOSED)
                .expectNoEvents();
    }

    @Test
    void neverGrantsAfterTheDeadlineClosedIt() {
        executing()
                .andGivenCommands(new CloseAsUnknown(ACTION, EXECUTION, NOW))
                .when(new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW))
                .expectResultMessagePayload(GrantExecution.Answer.CLOSED)
                .expectNoEvents();
    }

    @Test
    void neverGrantsAfterARefusal() {
        executing()
                .andGivenCommands(unsealed())
                .when(new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW))
                .expectResultMessagePayload(GrantExecution.Answer.CLOSED)
                .expectNoEvents();
    }

    @Test
    void refusesWhatWasRevokedWhileItWaitedForItsSeal() {
        RevokePermits revoke = new RevokePermits(ACTION, RILEY, "leaked", NOW);
        executing()
                .when(revoke)
                .expectResultMessagePayload(true)
                .expectEvents(new PermitRevoked(ACTION, PERMIT.permit(), RILEY, "leaked", NOW));
        fresh();
        ResultValidator<Action> sealed =
                executing().andGivenCommands(revoke).when(new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW));
        sealed.expectResultMessagePayload(GrantExecution.Answer.REVOKED);
        refused(sealed, RefusalReason.PERMIT_REVOKED, INTENT);
        fresh();
        executing()
                .andGivenCommands(revoke, unsealed())
                .when(new IssuePermit(ACTION, terms("fresh"), NOW))
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
}
