package dev.syndicate.approval.voting;

import static dev.syndicate.approval.voting.ApprovalFixture.ACTION;
import static dev.syndicate.approval.voting.ApprovalFixture.APPROVAL;
import static dev.syndicate.approval.voting.ApprovalFixture.DANA;
import static dev.syndicate.approval.voting.ApprovalFixture.NOW;
import static dev.syndicate.approval.voting.ApprovalFixture.RILEY;
import static dev.syndicate.approval.voting.ApprovalFixture.ROBIN;
import static dev.syndicate.approval.voting.ApprovalFixture.approve;
import static dev.syndicate.approval.voting.ApprovalFixture.disjoint;
import static dev.syndicate.approval.voting.ApprovalFixture.granted;
import static dev.syndicate.approval.voting.ApprovalFixture.request;
import static dev.syndicate.approval.voting.ApprovalFixture.requested;

import dev.syndicate.approval.voting.ApprovalFixture.Vote;
import dev.syndicate.contracts.approval.ApprovalEscalated;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.SetApprovals;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

/** Who counts, and whether enough people could. */
class ApprovalQuorumTest {

    private static final ThresholdSet ON_CALL = new ThresholdSet("on-call", 1, 1, "on-call", null);
    private static final ThresholdSet SECURITY = new ThresholdSet("security", 1, 1, "security", null);
    private static final ThresholdSet ANYBODY = new ThresholdSet("anybody", 1, 1, null, "'pwd' in reviewer.amr");
    private static final ThresholdSet ESCALATED =
            new ThresholdSet("on-call", 1, 1, "on-call", null, new Escalation(Duration.ofMinutes(5), "leads", null));
    private static final Instant DUE = NOW.plus(Duration.ofMinutes(5));

    private final AggregateTestFixture<Approval> fixture = ApprovalFixture.aggregate();

    @Test
    void countsAPersonOnceInDisjointSetsAndRecordsWhere() {
        Vote first = approve(RILEY).in("on-call", "security");
        Vote second = approve(ROBIN).in("on-call");
        fixture.given(requested(disjoint(ON_CALL, SECURITY)))
                .when(first.command())
                .expectEvents(first.event("on-call", "security"));
        fixture.given(requested(disjoint(ON_CALL, SECURITY)), first.event("on-call", "security"))
                .when(second.command())
                .expectEvents(
                        second.event("on-call"),
                        granted(
                                1,
                                List.of(
                                        new SetApprovals("on-call", List.of(ROBIN)),
                                        new SetApprovals("security", List.of(RILEY))),
                                RILEY,
                                ROBIN));
    }

    @Test
    void countsByAConditionWithoutAGroup() {
        fixture.given(requested(ANYBODY))
                .when(approve(RILEY).in("elsewhere").command())
                .expectEvents(
                        approve(RILEY).in("elsewhere").event("anybody"),
                        granted(1, List.of(new SetApprovals("anybody", List.of(RILEY))), RILEY));
    }

    @Test
    void refusesAQuorumThatOnlyTheRequesterCouldMeet() {
        assertUnattainable(request(new ThresholdSet("owners", 1, 1, "owners", null)));
    }

    @Test
    void refusesAQuorumThatNobodyCouldDeny() {
        assertUnattainable(request(new ThresholdSet("pair", 1, 3, "pair", null)));
        assertUnattainable(request(new ThresholdSet("security", 1, 2, "security", null)));
    }

    @Test
    void refusesDisjointSetsThatThereAreNotPeopleEnoughFor() {
        ThresholdSet pair = new ThresholdSet("pair", 2, 1, "pair", null);
        ThresholdSet leads = new ThresholdSet("leads", 1, 1, "leads", null);
        ThresholdSet more = new ThresholdSet("more-security", 1, 1, "security", null);
        assertUnattainable(disjoint(pair, leads));
        assertUnattainable(disjoint(SECURITY, more));
        fixture.givenNoPriorActivity().when(request(pair, leads)).expectSuccessfulHandlerExecution();
    }

    @Test
    void countsOthersOnceASetIsEscalatedAndRecordsThatFirst() {
        Vote early = approve(RILEY).in("leads").at(DUE.minusNanos(1000));
        Vote vote = approve(RILEY).in("leads").at(DUE);
        fixture.given(requested(ESCALATED))
                .when(early.command())
                .expectResultMessagePayloadMatching(Matchers.predicate(result -> result instanceof VoteResult.Refused));
        fixture.given(requested(ESCALATED))
                .when(vote.command())
                .expectEvents(
                        new ApprovalEscalated(APPROVAL, ACTION, List.of("on-call"), DUE),
                        vote.event("on-call"),
                        new ApprovalGranted(
                                APPROVAL,
                                ACTION,
                                ApprovalFixture.INTENT,
                                List.of(RILEY),
                                DUE,
                                1,
                                List.of(new SetApprovals("on-call", List.of(RILEY)))));
    }

    @Test
    void escalatesOnceAndNotAfterTheEnd() {
        ApprovalEscalated escalated = new ApprovalEscalated(APPROVAL, ACTION, List.of("on-call"), DUE);
        fixture.given(requested(ESCALATED))
                .when(new EscalateApproval(APPROVAL, NOW))
                .expectNoEvents()
                .expectResultMessagePayload(Optional.of(DUE));
        fixture.given(requested(ESCALATED))
                .when(new EscalateApproval(APPROVAL, DUE))
                .expectEvents(escalated)
                .expectResultMessagePayload(Optional.empty());
        fixture.given(requested(ESCALATED), escalated)
                .when(new EscalateApproval(APPROVAL, DUE.plusSeconds(1)))
                .expectNoEvents();
        fixture.given(requested(ESCALATED), new ApprovalWithdrawn(APPROVAL, ACTION, DANA, "Not needed", NOW))
                .when(new EscalateApproval(APPROVAL, DUE))
                .expectNoEvents();
    }

    private void assertUnattainable(RequestApproval request) {
        fixture.givenNoPriorActivity()
                .when(request)
                .expectNoEvents()
                .expectException(Matchers.<Throwable>predicate(failure -> failure instanceof ProblemException problem
                        && problem.type().slug().equals("quorum-unattainable")));
    }
}
