package dev.syndicate.gateway.action;

import static dev.syndicate.gateway.action.ActionFixture.ACTION;
import static dev.syndicate.gateway.action.ActionFixture.ACTION_DIGEST;
import static dev.syndicate.gateway.action.ActionFixture.APPROVAL;
import static dev.syndicate.gateway.action.ActionFixture.EXECUTION;
import static dev.syndicate.gateway.action.ActionFixture.INTENT;
import static dev.syndicate.gateway.action.ActionFixture.NOW;
import static dev.syndicate.gateway.action.ActionFixture.OTHER_INTENT;
import static dev.syndicate.gateway.action.ActionFixture.PERMIT;
import static dev.syndicate.gateway.action.ActionFixture.RECEIPT;
import static dev.syndicate.gateway.action.ActionFixture.RILEY;
import static dev.syndicate.gateway.action.ActionFixture.VERSION_1;
import static dev.syndicate.gateway.action.ActionFixture.allow;
import static dev.syndicate.gateway.action.ActionFixture.proposal;
import static dev.syndicate.gateway.action.ActionFixture.requireApproval;
import static dev.syndicate.gateway.action.ActionFixture.use;
import static dev.syndicate.gateway.action.ActionFixture.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.exactSequenceOf;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.axonframework.test.matchers.Matchers.payloadsMatching;

import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Person;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;

/** An action by itself, and what it is told by others. */
abstract class ActionCase {

    static final AmendedAction AMENDED = new AmendedAction(
            new ActionId(uuid("amended")), ActionFixture.content("amended"), OTHER_INTENT, ACTION_DIGEST);

    final AggregateTestFixture<Action> fixture = new AggregateTestFixture<>(Action.class);
    final List<VoteCast> votes = new ArrayList<>();
    GrantUses.Use use = new GrantUses.Use.Taken(2);
    Fence fence = new Fence(VERSION_1, null, null, true);

    @BeforeEach
    void injectFenceAndVotes() {
        fixture.registerInjectableResource((Fences) (_, _, _) -> fence);
        fixture.registerInjectableResource((RecordedVotes) (_, asked) -> new Tally(asked, 1, votes));
        fixture.registerInjectableResource((GrantUses) (_, _, _, _, _) -> use);
    }

    // A fixture holds one stream: a test that plays two begins a new one.
    void fresh() {
        fixture.givenNoPriorActivity();
    }

    TestExecutor<Action> awaiting() {
        return fixture.givenCommands(proposal(requireApproval(VERSION_1, 1)));
    }

    TestExecutor<Action> allowed() {
        return fixture.givenCommands(proposal(allow(VERSION_1)));
    }

    TestExecutor<Action> approved() {
        return awaiting().andGivenCommands(granted(INTENT, RILEY));
    }

    TestExecutor<Action> executing() {
        return allowed().andGivenCommands(use(PERMIT));
    }

    TestExecutor<Action> running() {
        return executing().andGivenCommands(new GrantExecution(ACTION, EXECUTION, RECEIPT, NOW));
    }

    static AuthoriseByPeople granted(IntentDigest intent, Person... people) {
        return new AuthoriseByPeople(ACTION, APPROVAL, 1, intent, List.of(people), PERMIT, NOW);
    }

    static RefuseExecution unsealed() {
        return new RefuseExecution(ACTION, EXECUTION, RefusalReason.SEAL_UNAVAILABLE, "no receipt", NOW);
    }

    static ReportOutcome outcome(IntentDigest observed) {
        return new ReportOutcome(
                ACTION, EXECUTION, new Outcome(OutcomeStatus.SUCCEEDED, 0, null, observed, List.of()), NOW);
    }

    static void refused(ResultValidator<Action> result, RefusalReason reason, IntentDigest presented) {
        result.expectSuccessfulHandlerExecution()
                .expectEventsMatching(payloadsMatching(exactSequenceOf(matches((ExecutionRefused refused) -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.approvedIntent()).isEqualTo(INTENT);
                    assertThat(refused.presentedIntent()).isEqualTo(presented);
                    return true;
                }))));
    }

    static void types(ResultValidator<Action> result, Class<?>... types) {
        result.expectSuccessfulHandlerExecution().expectEventsMatching(payloadsMatching(matches((List<?> events) -> {
            assertThat(events).extracting(Object::getClass).isEqualTo(List.of(types));
            return true;
        })));
    }
}
